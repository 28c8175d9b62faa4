/**
 * A careful partner's client. No answer, or an answer that blames the system, says nothing about the result, so it
 * sends the same request again under the same id. It records every command with its outcome.
 */
import { eventually } from '@naru/testing/eventually';
import type { Command } from '@naru/testing/history';
import { PACE } from './pace.ts';

export interface Ask {
  /** The effects of the command. They happen all together or not at all. */
  effects: readonly string[];
  path: string;
  body?: object;
}

export interface Client {
  commands: readonly Command[];
  /** The answers that blame a bug of the system: the call, and the whole problem, with its trace. */
  bugs: readonly string[];
  /** Sends a command until its outcome is known. @throws if it is refused, or if its outcome stays unknown */
  command<T>(ask: Ask): Promise<T>;
  /** Sends a command that must be refused. */
  refused(ask: Ask): Promise<void>;
  /** Repeats a read until it shows the expected answer. The effects in that answer count as acknowledged. */
  sees<T>(path: string, means: (answer: T) => boolean, effects?: readonly string[]): Promise<T>;
  /** A command or a read by POST whose effects nobody counts. */
  question<T>(path: string, body?: object): Promise<T>;
  /** Sends a command with the verb PATCH, or a file with PUT. */
  send(method: 'PATCH' | 'PUT', path: string, body: object | string): Promise<void>;
  /** One read, whatever the answer. */
  read<T>(path: string): Promise<{ status: number; body: T }>;
  /** Forgets the commands from this one on: a backup was restored that is older. */
  forget(from: number): void;
  /** True if a service answers now. */
  reaches(context: string): Promise<boolean>;
}

interface Answer {
  status: number;
  body: { detail?: string; code?: string };
}

const TRY_MS = 4_000;
const PATIENCE = { withinMs: PACE.callWithinMs, everyMs: 200 };

export function openClient(url: string, token: string): Client {
  const commands: Command[] = [];
  const bugs: string[] = [];
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-request-timeout-ms': String(TRY_MS),
  };

  async function call(method: string, path: string, body?: object): Promise<Answer | null> {
    const init = { method, headers, signal: AbortSignal.timeout(2 * TRY_MS) };
    const answer = await fetch(url + path, body ? { ...init, body: JSON.stringify(body) } : init).then(
      async (response) => ({ status: response.status, body: (await response.json()) as Answer['body'] }),
      () => null,
    );
    if (answer?.status === 500) bugs.push(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** The first answer that will not change; null if there was none in all that time. */
  async function settled(path: string, body: object): Promise<Answer | null> {
    const ask = async () => {
      const answer = await call('POST', path, body);
      return answer && isFinal(answer) && answer;
    };
    return eventually(ask, PATIENCE).catch(() => null);
  }

  async function recorded({ effects, path, body = {} }: Ask): Promise<Answer | null> {
    const calledAt = performance.now();
    const answer = await settled(path, body);
    const outcome = answer === null ? 'unknown' : answer.status < 300 ? 'acknowledged' : 'refused';
    commands.push({ name: path, effects, outcome, calledAt, endedAt: performance.now() });
    return answer;
  }

  return {
    commands,
    bugs,
    command: async <T>(ask: Ask) => bodyOf<T>(ask.path, await recorded(ask)),
    refused: async (ask) => {
      const answer = await recorded(ask);
      if (!answer || answer.status < 400) throw new Error(`POST ${ask.path} was not refused`);
    },
    sees: async <T>(path: string, means: (answer: T) => boolean, effects: readonly string[] = []) => {
      const look = async () => {
        const answer = await call('GET', path);
        return answer?.status === 200 && means(answer.body as T) && (answer.body as T);
      };
      const seen = await eventually(look, PATIENCE);
      const endedAt = performance.now();
      if (effects.length > 0) commands.push({ name: path, effects, outcome: 'acknowledged', calledAt: 0, endedAt });
      return seen;
    },
    question: async <T>(path: string, body = {}) => bodyOf<T>(path, await settled(path, body)),
    send: async (method, path, body) => {
      const file = typeof body === 'string';
      const init = { method, headers: { ...headers, ...(file ? { 'content-type': 'text/plain' } : {}) } };
      const answer = await fetch(url + path, { ...init, body: file ? body : JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path} ended with ${answer.status}: ${await answer.text()}`);
    },
    read: async <T>(path: string) => {
      const answer = await call('GET', path);
      return { status: answer?.status ?? 0, body: answer?.body as T };
    },
    forget: (from) => void commands.splice(from),
    reaches: async (context) => (await call('GET', `/v1/services/${context}/parked-events?pageSize=1`))?.status === 200,
  };
}

/** Another service may still hear of an object, or of its publication; a full outbox empties when the bus is back. */
const isFinal = ({ status, body }: Answer): boolean =>
  status < 500 && status !== 404 && status !== 429 && body.code !== 'application.venture_unshared';

function bodyOf<T>(path: string, answer: Answer | null): T {
  if (answer && answer.status < 300) return answer.body as T;
  throw new Error(`POST ${path} ended with ${answer ? `${answer.status}: ${answer.body.detail}` : 'no answer'}`);
}
