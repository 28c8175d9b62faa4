/** Waits until the system is idle, and then reports every fault. */
import { expect } from '@jest/globals';
import { differences } from '@naru/testing/differences';
import { eventually } from '@naru/testing/eventually';
import { judge } from '@naru/testing/history';
import type { JetStreamManager } from '@nats-io/jetstream';
import { outboxesEmpty } from './observe.ts';
import { readModels } from './oracle.ts';
import { historyOf } from './places.ts';
import { POISON } from './poison.ts';
import { CONTEXTS, type Naru } from './system.ts';

const SETTLED_WITHIN_MS = 40_000;

/** @throws with every loss, double and difference that is left when the system is idle */
export async function expectSound(naru: Naru): Promise<void> {
  await settled(naru);
  // Empty queues do not mean idle: a mirror may still have to sweep. Wait for that; a real fault stays.
  await eventually(async () => (await faultsOf(naru)).length === 0).catch(() => undefined);
  // Late work must not have done anything twice either.
  await settled(naru);
  expect(await faultsOf(naru)).toEqual([]);
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
  const { intact, faults } = await client.question<{ intact: boolean; faults: object[] }>('/v1/journal:check');
  return intact ? [] : faults.map((fault) => JSON.stringify(fault));
}

/** Outboxes are empty, all events are handled, no delivery is open. Checked twice, since one queue fills another. */
async function settled(naru: Naru): Promise<void> {
  const silent = async () =>
    (await outboxesEmpty(naru)) &&
    (await consumersIdle(naru.streams)) &&
    (await noneWaits(naru)) &&
    (await allSent(naru));
  await eventually(async () => (await silent()) && (await silent()), { withinMs: SETTLED_WITHIN_MS, everyMs: 100 });
}

/** A refused event that is stored until its next try is not in flight. Only the test that poisoned one waits for it. */
async function noneWaits({ database }: Naru): Promise<boolean> {
  const others = { 'event.id': { $not: new RegExp(`^${POISON}`) } };
  const found = Object.values(CONTEXTS).map((context) => database(context).collection('waiting').findOne(others));
  return (await Promise.all(found)).every((doc) => doc === null);
}

/** A delivery whose sender died is sent again after its claim has expired. */
const allSent = async ({ database, webhook }: Naru): Promise<boolean> =>
  (await database('notification')
    .collection('delivery')
    .findOne({ 'state.webhookId': webhook.id, dueAt: { $gt: new Date(0) } })) === null;

/** Only the test that poisoned the event waits for it. */
async function consumersIdle(manager: JetStreamManager): Promise<boolean> {
  for await (const { config } of manager.streams.list()) {
    for await (const { name, num_pending, num_ack_pending } of manager.consumers.list(config.name)) {
      const poisoned = config.name.endsWith('matching') && name.startsWith('investor-directory-introductions') ? 1 : 0;
      if (num_pending > 0 || num_ack_pending > poisoned) return false;
    }
  }
  return true;
}
