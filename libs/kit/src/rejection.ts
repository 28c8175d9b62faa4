/** The one error table. Domain code throws a Rejection with a kind; the edges translate the kind to gRPC and HTTP. */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, Status } from '@naru/contracts/google/rpc/status';
import { log } from '@naru/telemetry/log';
import { traceId } from '@naru/telemetry/trace';
import type { Language } from '@naru/words/language';
import { type ErrorKind, type Fault, Rejection } from '@naru/words/rejection';
import { asStrings, type Said } from '@naru/words/text';
import { kit } from './kit-texts.ts';

export {
  broken,
  type ErrorKind,
  type Fault,
  jsonPath,
  known,
  notFound,
  Rejection,
  requireNone,
  together,
} from '@naru/words/rejection';

/**
 * Whether a refusal can heal: never; soon, by another try; late, when something arrives that is not there yet; or with
 * the end of an outage of the database, which is not the event's fault.
 */
export type Heals = 'never' | 'soon' | 'late' | 'outage';

export const ERROR_KINDS = {
  invalid: { grpc: status.INVALID_ARGUMENT, http: 400, heals: 'never' },
  anonymous: { grpc: status.UNAUTHENTICATED, http: 401, heals: 'never' },
  forbidden: { grpc: status.PERMISSION_DENIED, http: 403, heals: 'never' },
  not_found: { grpc: status.NOT_FOUND, http: 404, heals: 'late' }, // The thing may still arrive.
  exists: { grpc: status.ALREADY_EXISTS, http: 409, heals: 'never' },
  rule: { grpc: status.FAILED_PRECONDITION, http: 422, heals: 'never' },
  gone: { grpc: status.OUT_OF_RANGE, http: 410, heals: 'never' },
  conflict: { grpc: status.ABORTED, http: 409, heals: 'soon' },
  exhausted: { grpc: status.RESOURCE_EXHAUSTED, http: 429, heals: 'soon' },
  unavailable: { grpc: status.UNAVAILABLE, http: 503, heals: 'soon' },
  timeout: { grpc: status.DEADLINE_EXCEEDED, http: 504, heals: 'soon' },
  bug: { grpc: status.INTERNAL, http: 500, heals: 'soon' },
} as const satisfies Readonly<Record<ErrorKind, { grpc: status; http: number; heals: Heals }>>;

const DETAILS = 'grpc-status-details-bin';
const DOMAIN = 'naru';
const TYPE = 'type.googleapis.com/';
// The faults travel in a trailer, and a trailer that is too large breaks the connection with all its calls.
const FAULT_BYTES_MAX = 6 * 1024;
const FAULTS_LEFT = 'faults_left';

/**
 * The error of a gRPC call, in the language of the caller. Any error except a Rejection is a bug: it is logged in full,
 * and the caller gets one opaque line.
 */
export function toStatus(
  error: unknown,
  language: Language = 'en',
): { code: status; details: string; metadata: Metadata } {
  const rejection = error instanceof Rejection ? error : bugFrom(error);
  const code = ERROR_KINDS[rejection.kind].grpc;
  const message = rejection.said[language];
  const { told, left } = toldOf(rejection, language);
  const violations = told.map(({ path, rule, said }) => ({ field: path, description: said[language], reason: rule }));
  const params = asStrings(rejection.params);
  const reason = {
    reason: rejection.code,
    domain: DOMAIN,
    metadata: left > 0 ? { ...params, [FAULTS_LEFT]: `${left}` } : params,
  };
  const details = [
    {
      typeUrl: `${TYPE}${ErrorInfo.$type}`,
      value: Buffer.from(ErrorInfo.encode(ErrorInfo.fromPartial(reason)).finish()),
    },
  ];
  if (violations.length > 0)
    details.push({
      typeUrl: `${TYPE}${BadRequest.$type}`,
      value: Buffer.from(BadRequest.encode({ fieldViolations: violations }).finish()),
    });
  const metadata = new Metadata();
  metadata.set(DETAILS, Buffer.from(Status.encode({ code, message, details }).finish()));
  return { code, details: message, metadata };
}

/** As many faults as fit the trailer, and the number of the rest. The first fault is always sent. */
export function toldOf(
  { faults, faultsLeft }: Pick<Rejection, 'faults' | 'faultsLeft'>,
  language: Language,
): { told: readonly Fault[]; left: number } {
  let bytes = 0;
  const full = faults.findIndex(({ path, rule, said }, index) => {
    bytes += Buffer.byteLength(path) + Buffer.byteLength(said[language]) + Buffer.byteLength(rule) + 12;
    return index > 0 && bytes > FAULT_BYTES_MAX;
  });
  const told = full < 0 ? faults : faults.slice(0, full);
  return { told, left: faultsLeft + faults.length - told.length };
}

function bugFrom(error: unknown): Rejection {
  log.error({ err: error }, 'a handler failed');
  return kit.refuse('internal', { trace: traceId() });
}

const kindByCode = new Map<number, ErrorKind>(
  (Object.entries(ERROR_KINDS) as [ErrorKind, { grpc: status }][]).map(([kind, { grpc }]) => [grpc, kind]),
);

/** The refusal of a gRPC call, in the language in which the service was asked. */
export function fromStatus(error: ServiceError): Rejection {
  const packed = error.metadata?.get(DETAILS)[0];
  const kind = error.code === status.CANCELLED ? 'timeout' : (kindByCode.get(error.code) ?? 'bug');
  const base = { kind, code: kind === 'bug' ? 'internal' : kind, said: once(error.details) };
  if (!(packed instanceof Buffer)) return new Rejection(base);
  const { details } = Status.decode(packed);
  const found = (type: string) => details.find(({ typeUrl }) => typeUrl === TYPE + type)?.value;
  const info = found(ErrorInfo.$type);
  const request = found(BadRequest.$type);
  const { reason, metadata } = ErrorInfo.decode(info ?? Buffer.alloc(0));
  const { [FAULTS_LEFT]: left = '0', ...params } = metadata;
  const faults = request
    ? BadRequest.decode(request).fieldViolations.map(({ field, reason: rule, description }) => ({
        path: field,
        rule,
        said: once(description),
      }))
    : [];
  return new Rejection({ ...base, code: reason || base.code, params, faults, faultsLeft: Number(left) });
}

/** A text in one language: the other language was not sent. */
const once = (words: string): Said => ({ ko: words, en: words });
