/** The one error table. Domain code throws a Rejection that names a kind; the edges translate it. */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, Status } from '@naru/contracts/google/rpc/status';
import { log, traceId } from './telemetry.ts';

export const ERROR_KINDS = {
  invalid: { grpc: status.INVALID_ARGUMENT, http: 400, redeliver: false },
  anonymous: { grpc: status.UNAUTHENTICATED, http: 401, redeliver: false },
  forbidden: { grpc: status.PERMISSION_DENIED, http: 403, redeliver: false },
  not_found: { grpc: status.NOT_FOUND, http: 404, redeliver: true }, // may yet arrive
  exists: { grpc: status.ALREADY_EXISTS, http: 409, redeliver: false },
  rule: { grpc: status.FAILED_PRECONDITION, http: 422, redeliver: false },
  conflict: { grpc: status.ABORTED, http: 409, redeliver: true },
  exhausted: { grpc: status.RESOURCE_EXHAUSTED, http: 429, redeliver: true },
  unavailable: { grpc: status.UNAVAILABLE, http: 503, redeliver: true },
  timeout: { grpc: status.DEADLINE_EXCEEDED, http: 504, redeliver: true },
  bug: { grpc: status.INTERNAL, http: 500, redeliver: true },
} as const;

export type ErrorKind = keyof typeof ERROR_KINDS;

/** What is wrong with one field: its path, the rule it breaks, and what would be right. */
export interface Fault {
  path: string;
  rule: string;
  message: string;
}

/** An expected refusal. Its code is stable and documented; its message names the field and the way out. */
export class Rejection extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly faults: readonly Fault[];
  constructor({
    kind,
    code,
    message,
    faults = [],
  }: { kind: ErrorKind; code: string; message: string; faults?: readonly Fault[] }) {
    super(message);
    this.name = 'Rejection';
    this.kind = kind;
    this.code = code;
    this.faults = faults;
  }
}

/** One broken field rule, found by domain code rather than by the contract. */
export const invalidField = (path: string, rule: string, message: string): Rejection =>
  new Rejection({
    kind: 'invalid',
    code: 'request.invalid',
    message: `${path}: ${message}`,
    faults: [{ path, rule, message }],
  });

export const notFound = (noun: string, id: string): Rejection =>
  new Rejection({
    kind: 'not_found',
    code: `${noun}.not_found`,
    message: `there is no ${noun} ${id} that you may see`,
  });

type Refuse = (code: string, message: string) => Rejection;

/** The refusals of a noun. A code without a dot is its own: `refusals('round').rule('limit', …)` refuses with `round.limit`. */
export interface Refusals {
  rule: Refuse;
  exists: Refuse;
  /** One field breaks a rule of the noun. */
  invalid(path: string, rule: string, message: string): Rejection;
  unknown(id: string): Rejection;
  /** The state of one that must exist. @throws Rejection `not_found` */
  known<S>(state: S | null): S;
}

export function refusals(noun: string): Refusals {
  const own = (code: string) => (code.includes('.') ? code : `${noun}.${code}`);
  const of =
    (kind: ErrorKind): Refuse =>
    (code, message) =>
      new Rejection({ kind, code: own(code), message });
  return {
    rule: of('rule'),
    exists: of('exists'),
    invalid: (path, rule, message) => invalidField(path, own(rule), message),
    unknown: (id) => notFound(noun, id),
    known: (state) => {
      if (state !== null) return state;
      const message = `there is no such ${noun.replaceAll('_', ' ')}`;
      throw new Rejection({ kind: 'not_found', code: `${noun}.not_found`, message });
    },
  };
}

const DETAILS = 'grpc-status-details-bin';
const DOMAIN = 'naru';
const TYPE = 'type.googleapis.com/';
// They travel in a trailer, and one that is too large breaks the connection with all calls on it.
const FAULTS_TOLD_MAX = 50;

/** What leaves a handler over gRPC. Anything but a Rejection is a bug: logged whole, shown outside as one opaque line. */
export function toStatus(error: unknown): { code: status; details: string; metadata: Metadata } {
  const rejection = error instanceof Rejection ? error : bugFrom(error);
  const code = ERROR_KINDS[rejection.kind].grpc;
  const details = [
    {
      typeUrl: `${TYPE}${ErrorInfo.$type}`,
      value: Buffer.from(ErrorInfo.encode({ reason: rejection.code, domain: DOMAIN }).finish()),
    },
  ];
  if (rejection.faults.length > 0) {
    const fieldViolations = rejection.faults.slice(0, FAULTS_TOLD_MAX).map(({ path, rule, message }) => ({
      field: path,
      description: message,
      reason: rule,
    }));
    details.push({
      typeUrl: `${TYPE}${BadRequest.$type}`,
      value: Buffer.from(BadRequest.encode({ fieldViolations }).finish()),
    });
  }
  const metadata = new Metadata();
  metadata.set(DETAILS, Buffer.from(Status.encode({ code, message: rejection.message, details }).finish()));
  return { code, details: rejection.message, metadata };
}

function bugFrom(error: unknown): Rejection {
  log.error({ err: error }, 'a handler failed');
  return new Rejection({ kind: 'bug', code: 'internal', message: `internal error, trace ${traceId()}` });
}

const kindByCode = new Map<number, ErrorKind>(
  (Object.entries(ERROR_KINDS) as [ErrorKind, { grpc: status }][]).map(([kind, { grpc }]) => [grpc, kind]),
);

/** The refusal that a gRPC call ended with, as the service threw it. */
export function fromStatus(error: ServiceError): Rejection {
  const packed = error.metadata?.get(DETAILS)[0];
  const kind = error.code === status.CANCELLED ? 'timeout' : (kindByCode.get(error.code) ?? 'bug');
  const base = { kind, code: kind === 'bug' ? 'internal' : kind, message: error.details };
  if (!(packed instanceof Buffer)) return new Rejection(base);
  const { details } = Status.decode(packed);
  const found = (type: string) => details.find(({ typeUrl }) => typeUrl === TYPE + type)?.value;
  const info = found(ErrorInfo.$type);
  const request = found(BadRequest.$type);
  return new Rejection({
    ...base,
    code: info ? ErrorInfo.decode(info).reason : base.code,
    faults: request
      ? BadRequest.decode(request).fieldViolations.map(({ field, reason, description }) => ({
          path: field,
          rule: reason,
          message: description,
        }))
      : [],
  });
}
