/** Requests at an even rate, reads and writes of all services, whatever becomes of the earlier ones. */
import { setInterval as ticks } from 'node:timers/promises';
import { text } from '../steps.ts';

/** What a request is: only one that reads or has a key can be repeated by the gateway. */
type Kind = 'read' | 'keyed' | 'keyless';

interface Ask {
  kind: Kind;
  path: string;
  body?: (name: string) => object;
}

const source = (name: string) => ({ source: { externalId: name, fictional: true } });
const WRITES = [
  { path: '/v1/organisations', body: (name: string) => ({ ...source(name), name: text(name), country: 'KR' }) },
  { path: '/v1/investors', body: (name: string) => ({ ...source(name), name: text(name), type: 'VC', country: 'SG' }) },
  {
    path: '/v1/events',
    body: (name: string) => ({
      ...source(name),
      name: text(name),
      type: 'DEMO_DAY',
      startDate: { year: 2024, month: 5, day: 13 },
    }),
  },
];
const READS = ['ventures', 'investors', 'matches', 'events', 'reports/deals', 'notifications', 'journal/heads'];

const ASKS: readonly Ask[] = READS.flatMap((path, index): Ask[] => {
  const write = WRITES[index % WRITES.length];
  const written = write ? [{ kind: index % 2 === 0 ? ('keyed' as const) : ('keyless' as const), ...write }] : [];
  return [{ kind: 'read', path: `/v1/${path}` }, ...written];
});

export interface Traffic {
  sent: Record<Kind, number>;
  /** What each failed request was told. */
  failures: string[];
}

const PER_SECOND = 30;

/**
 * Sends requests as long as the work lasts, and at least so many.
 * @param kinds those that are sent
 */
export async function trafficDuring(
  work: () => Promise<void>,
  { url, token, run, least, kinds }: { url: string; token: string; run: string; least: number; kinds: readonly Kind[] },
): Promise<Traffic> {
  const traffic: Traffic = { sent: { read: 0, keyed: 0, keyless: 0 }, failures: [] };
  const asks = ASKS.filter(({ kind }) => kinds.includes(kind));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  async function send({ kind, path, body }: Ask, number: number): Promise<void> {
    traffic.sent[kind] += 1;
    const name = `${run}-${number}`;
    const key = kind === 'keyed' ? { 'idempotency-key': name } : {};
    const init = { method: body ? 'POST' : 'GET', headers: { ...headers, ...key } };
    const begun = performance.now();
    const failed = await fetch(url + path, body ? { ...init, body: JSON.stringify(body(name)) } : init).then(
      async (answer) => {
        const said = await answer.text();
        return answer.ok ? null : `${answer.status} ${said}`;
      },
      (error: Error) => `${error.message} ${error.cause}`,
    );
    if (failed) traffic.failures.push(`${kind} ${path} after ${Math.round(performance.now() - begun)} ms: ${failed}`);
  }
  let worked = false;
  const working = work().finally(() => {
    worked = true;
  });
  const sends: Promise<void>[] = [];
  for await (const _ of ticks(1_000 / PER_SECOND)) {
    const ask = asks[sends.length % asks.length];
    if (ask) sends.push(send(ask, sends.length));
    if (worked && sends.length >= least) break;
  }
  await working;
  await Promise.all(sends);
  return traffic;
}
