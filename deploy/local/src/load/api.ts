import { setTimeout as delay } from 'node:timers/promises';
import { Trouble } from '../trouble.ts';

/** A refusal of the gateway, in the form of its problem document. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: Problem) {
    super(
      [
        problem.detail ?? problem.title,
        ...(problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`),
      ].join('; '),
    );
    this.name = 'Refused';
    this.status = status;
    this.code = problem.code ?? '';
  }
}

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  errors?: { path: string; message: string }[];
}

export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

const TRIES = 40;
const WAIT_MS = 250;
// Nothing was done, or a repeat is safe: every creation has a request id, and every verb may be repeated.
const AGAIN = new Set([429, 502, 503, 504]);

/** The public API of a gateway. It waits and retries when the gateway asks for it. */
export function openApi({ url, token, tries = TRIES }: { url: string; token: string; tries?: number }): Api {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await request(method, path, body);
      const answer = (await response.json()) as T & Problem;
      if (response.ok) return answer;
      const refused = new Refused(response.status, answer);
      if (attempt === tries || !AGAIN.has(response.status)) throw refused;
      await delay(Math.max(WAIT_MS, 1_000 * Number(response.headers.get('retry-after') ?? 0)));
    }
  }

  async function request(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    try {
      return await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    } catch {
      throw new Trouble(`nothing answers at ${url}; start Naru first, or set NARU_URL to where it runs`);
    }
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
  };
}

// The venture may exist while the event of its publication has not arrived yet.
const mayArrive = ({ status, code }: Refused) => status === 404 || code === 'application.venture_unshared';

/** Retries while an event of another service may not have arrived yet. */
export async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Refused) || !mayArrive(error) || attempt === TRIES) throw error;
      await delay(WAIT_MS);
    }
  }
}
