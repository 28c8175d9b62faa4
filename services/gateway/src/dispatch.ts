/** Passes an admitted request to the shape that answers it. The steps are the same for every method of the contract. */

import type { Message } from '@bufbuild/protobuf';
import { isByLink } from '@naru/kit/access';
import { LINK_HOLDER } from '@naru/kit/identity';
import { type Fault, Rejection, together } from '@naru/kit/rejection';
import type { Shares } from '@naru/kit/share';
import type { Request } from 'express';
import type { Admitted, AdmittedResponse } from './admission.ts';
import type { Backends } from './backends.ts';
import { readJson } from './body.ts';
import { brokenRules } from './check/rules.ts';
import type { Limits } from './config.ts';
import { type Exchange, goneSignal, metadataFor } from './exchange.ts';
import { locationsOf } from './location.ts';
import type { OpenStreams } from './open-streams.ts';
import type { Plan, Shape } from './plan.ts';
import { Problem } from './problem.ts';
import { answerDownload } from './shapes/download.ts';
import { answerEvents } from './shapes/events.ts';
import { answerUnary } from './shapes/unary.ts';
import { answerUpload } from './shapes/upload.ts';
import { type Condition, readCondition, versionsIn } from './tags.ts';
import { Routes } from './template.ts';
import { refuse, refusedFor, unfit } from './texts.ts';

const ANSWERS: Record<Shape, (exchange: Exchange) => Promise<void>> = {
  unary: answerUnary,
  events: answerEvents,
  download: answerDownload,
  upload: answerUpload,
};

export interface Surroundings {
  plans: readonly Plan[];
  backends: Backends;
  limits: Limits;
  streams: Shares;
  open: OpenStreams;
  closing: AbortSignal;
}

export function createDispatch({ plans, backends, limits, streams, open, closing }: Surroundings) {
  const routes = new Routes<Plan>();
  for (const plan of plans) routes.add(plan.httpMethod, plan.template, plan);
  const locationOf = locationsOf(plans);
  const bodyLimits = { bytesMax: limits.bodyBytesMax, depthMax: limits.bodyDepthMax, timeoutMs: limits.timeoutMs };
  return async (request: Request, response: AdmittedResponse): Promise<void> => {
    const [path = '', query = ''] = splitOnce(request.url, '?');
    const { plan, values } = routeOf(routes, request.method, path);
    const { locals } = response;
    locals.route = plan.method.http?.path ?? '';
    const caller = isByLink(plan.method.access) ? LINK_HOLDER : callerOf(locals);
    const headers = headersOf(request, plan, limits);
    const body = plan.hasBody ? await readJson(request, bodyLimits) : undefined;
    const { message, context } = plan.read({
      values,
      query: checkedQuery(query),
      body,
      idempotencyKey: unquoted(request.get('idempotency-key')),
      lastEventId: request.get('last-event-id'),
      faults: headers.faults,
    });
    await ANSWERS[plan.shape]({
      request,
      response,
      plan,
      caller,
      channel: backends.channelOf(context),
      context,
      locate: locationOf(plan),
      message,
      versions: versionsOf(headers.condition, plan, message),
      metadata: metadataFor(caller, locals),
      language: locals.language,
      deadlineMs: headers.deadlineMs,
      limits,
      streams,
      open,
      gone: goneSignal(response),
      closing,
    });
  };
}

function callerOf({ caller, refusal }: Admitted) {
  if (!caller) throw refusal;
  return caller;
}

function routeOf(routes: Routes<Plan>, method: string, path: string): { plan: Plan; values: readonly string[] } {
  // HEAD is GET without the body, which Node omits by itself.
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = routes.find(asked, path);
  if (!found) throw refuse('path.unknown');
  const plan = found.byMethod.get(asked);
  if (plan) return { plan, values: found.values };
  const allowed = [...found.byMethod.keys()].flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one]));
  throw new Problem(refuse('method.not_allowed', { allowed }), { headers: { allow: allowed.join(', ') } });
}

interface Headers {
  deadlineMs: number;
  condition: Condition | undefined;
  faults: readonly Fault[];
}

/** What the headers ask, or all that is wrong with them: it is told together with the faults of the body. */
function headersOf(request: Request, plan: Plan, limits: Limits): Headers {
  const told = { deadlineMs: limits.timeoutMs, condition: undefined };
  try {
    const [deadlineMs, condition] = together(
      () => deadlineOf(request, limits),
      () => conditionOf(request, plan),
    );
    return { deadlineMs, condition, faults: [] };
  } catch (error) {
    if (error instanceof Rejection && error.faults.length > 0) return { ...told, faults: error.faults };
    throw error;
  }
}

/**
 * What If-Match asks of a change. Reads compare it with their answer. @throws Rejection `invalid` if it cannot be met, because a
 * caller who asks for safety must not go without it.
 */
function conditionOf(request: Request, plan: Plan): Condition | undefined {
  if (plan.httpMethod === 'GET') return undefined;
  const [condition] = together(
    () => readCondition('if-match', request.get('if-match')),
    () => {
      if (request.get('if-none-match') !== undefined) throw unfit('if-none-match', 'if_none_match.of_change');
    },
  );
  if (condition !== undefined && !plan.etagField) throw unfit('if-match', 'if_match.unversioned');
  return condition;
}

/** The versions that the condition allows. @throws Rejection `invalid` if the body names another one */
function versionsOf(condition: Condition | undefined, plan: Plan, message: Message): readonly string[] | undefined {
  if (condition === undefined || condition === '*' || !plan.etagField) return undefined;
  const versions = versionsIn(condition);
  // The plan has found the field in the message's own descriptor.
  const inBody = String(Reflect.get(message, plan.etagField.localName) ?? '');
  if (inBody === '') return versions;
  if (!versions.includes(inBody)) {
    const { faults } = unfit('if-match', 'if_match.differs');
    throw refusedFor(
      faults,
      brokenRules(plan.method.input, () => message),
    );
  }
  return [inBody];
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** URLSearchParams decodes broken encoding into other text without an error, so check it first. */
function checkedQuery(query: string): string {
  if (query.includes('%')) {
    try {
      decodeURIComponent(query);
    } catch {
      throw refuse('query.malformed');
    }
  }
  return query;
}

function deadlineOf(request: Request, { timeoutMs, timeoutMsMax }: Limits): number {
  const asked = request.get('x-request-timeout-ms');
  if (asked === undefined) return timeoutMs;
  const askedMs = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : 0;
  if (askedMs > 0) return Math.min(askedMs, timeoutMsMax);
  throw unfit('x-request-timeout-ms', 'header.milliseconds');
}

/** Drafts of the Idempotency-Key header quote the value, but most callers send it without quotes. */
const unquoted = (value: string | undefined): string | undefined => value?.replace(/^"(.*)"$/, '$1');
