/** Waits until the system is idle, and then reports every fault. */
import { expect } from '@jest/globals';
import { differences } from '@naru/testing/differences';
import { eventually } from '@naru/testing/eventually';
import { judge } from '@naru/testing/history';
import { BSON } from 'mongodb';
import type { Killer } from './killer.ts';
import { durables, unsentAggregates } from './observe.ts';
import { readModels } from './oracle.ts';
import { PACE } from './pace.ts';
import { historyOf } from './places.ts';
import { POISON } from './poison.ts';
import { CONTEXTS, type Naru } from './system.ts';

/** @throws with every loss, double and difference that is left when the system is idle */
export async function expectSound(naru: Naru): Promise<void> {
  await settled(naru);
  // Empty queues do not mean idle: a mirror may still have to sweep. Wait for that; a real fault stays.
  await eventually(async () => (await faultsOf(naru)).length === 0).catch(() => undefined);
  // Late work must not have done anything twice either.
  await settled(naru);
  expect(await faultsOf(naru)).toEqual([]);
}

// How fast is measured by the benchmarks. Here a process fails that comes back only when others lose patience.
const RECOVERY_MS_MAX = 60_000;

/** @throws if a killed process did not work again in time, or if a caller ever saw a failure as a bug */
export function expectBack({ client }: Naru, killer: Killer): void {
  const recoveries = killer.recoveries();
  process.stderr.write(`of use again after\n${recoveries.map(({ what, ms }) => `  ${ms} ms: ${what}`).join('\n')}\n`);
  expect(recoveries.filter(({ ms }) => ms > RECOVERY_MS_MAX)).toEqual([]);
  expect(client.bugs).toEqual([]);
}

/** The findings of the judges, the oracle and the journal; empty if all is correct. */
export async function faultsOf(naru: Naru): Promise<string[]> {
  const [history, models] = [await historyOf(naru), await readModels(naru)];
  const unseen = [
    ...history.places.filter(({ expected }) => expected.length === 0),
    ...models.filter(({ expected }) => expected.size === 0),
  ];
  const faults = [
    ...judge(history).map(({ kind, what }) => `${kind} ${what}`),
    ...models.flatMap(differences),
    ...(await journalFaults(naru)),
    ...unseen.map(({ name }) => `${name}: nothing is expected there, so nothing is judged`),
  ];
  return faults.filter((fault) => !fault.includes(POISON));
}

async function journalFaults({ client }: Naru): Promise<string[]> {
  const { intact, faults } = await client.question<{ intact: boolean; faults: object[] }>('/v1/journal:verify');
  return intact ? [] : faults.map((fault) => JSON.stringify(fault));
}

/**
 * Outboxes are empty, all events are handled, no delivery is open. Checked twice, since one queue fills another.
 * @throws with what does not come to rest
 */
async function settled(naru: Naru): Promise<void> {
  let left: string[] = [];
  const silent = async () => {
    left = await unsettled(naru);
    return left.length === 0;
  };
  await eventually(async () => (await silent()) && (await silent()), {
    withinMs: PACE.settledWithinMs,
    everyMs: 100,
  }).catch((cause: unknown) => {
    throw new Error(`the system does not come to rest: ${left.join(', ')}`, { cause });
  });
}

/** What is still on its way, beginning with what is asked fastest: once something is, the rest is not asked. */
async function unsettled(naru: Naru): Promise<string[]> {
  for (const look of [unsent, unhandled, waiting, undelivered]) {
    const found = await look(naru);
    if (found.length > 0) return found;
  }
  return [];
}

const unsent = async (naru: Naru): Promise<string[]> =>
  (await unsentAggregates(naru)).map(({ _id, outbox }) => `${_id} has ${outbox.length} events unsent`);

/**
 * Only the test that poisoned the event waits for it. Where two versions take turns, the durables of the one that does not run stand
 * there too, and nobody asks them for anything.
 */
async function unhandled(naru: Naru): Promise<string[]> {
  const busy: string[] = [];
  for await (const { stream_name: stream, name, num_pending, num_ack_pending, num_waiting } of durables(naru)) {
    if (naru.inTurns && num_waiting === 0 && num_ack_pending === 0) continue;
    const poisoned = stream === 'naru_matching' && name.startsWith('investor-directory-introductions') ? 1 : 0;
    if (num_pending > 0 || num_ack_pending > poisoned)
      busy.push(`${name} on ${stream}: ${num_pending} pending, ${num_ack_pending} in flight`);
  }
  return busy;
}

/** A refused event that is stored until its next try is not in flight. Only the test that poisoned one waits for it. */
async function waiting({ database }: Naru): Promise<string[]> {
  const others = { 'event.id': { $not: new RegExp(`^${POISON}`) } };
  const found = Object.values(CONTEXTS).map((context) =>
    database(context).collection('waiting').find(others).toArray(),
  );
  return (await Promise.all(found)).flat().map((doc) => `waits: ${BSON.EJSON.stringify(doc)}`);
}

/** A delivery whose sender died is sent again after its claim has expired. */
const undelivered = async ({ database, webhook }: Naru): Promise<string[]> => {
  const open = { 'state.webhookId': webhook.id, dueAt: { $gt: new Date(0) } };
  const found = await database('notification').collection('delivery').find(open).toArray();
  return found.map(({ _id }) => `${_id} is not delivered`);
};
