/** Waits until everything has come to rest, and then says what is wrong. */
import { expect } from '@jest/globals';
import { differences } from '@naru/testing/differences';
import { eventually } from '@naru/testing/eventually';
import { judge } from '@naru/testing/history';
import type { JetStreamManager } from '@nats-io/jetstream';
import { outboxesEmpty } from './observe.ts';
import { readModels } from './oracle.ts';
import { historyOf } from './places.ts';
import { POISON } from './poison.ts';
import type { Naru } from './system.ts';

const SETTLED_WITHIN_MS = 40_000;

/** @throws with every loss, double and difference that is left when all is at rest */
export async function expectSound(naru: Naru): Promise<void> {
  await settled(naru);
  // What is still on its way when all queues are empty, such as a mirror's next look, is waited for; a fault stays.
  await eventually(async () => (await faultsOf(naru)).length === 0).catch(() => undefined);
  // And what came later still must not have done anything twice.
  await settled(naru);
  expect(await faultsOf(naru)).toEqual([]);
}

/** What the judges, the oracle and the journal itself have to say; nothing where all is sound. */
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

/** Outboxes are empty, consumers have dealt with all there is, nothing is left to send; asked twice, for one fills the other. */
async function settled(naru: Naru): Promise<void> {
  const silent = async () =>
    (await outboxesEmpty(naru)) && (await consumersIdle(naru.streams)) && (await allSent(naru));
  await eventually(async () => (await silent()) && (await silent()), { withinMs: SETTLED_WITHIN_MS, everyMs: 100 });
}

/** What was on its way to the partner when its sender died is sent again when the claim on it has run out. */
const allSent = async ({ database, webhook }: Naru): Promise<boolean> =>
  (await database('notification')
    .collection('delivery')
    .findOne({ 'state.webhookId': webhook.id, dueAt: { $gt: new Date(0) } })) === null;

/** The one event that a test has poisoned is waited for by that test alone. */
async function consumersIdle(manager: JetStreamManager): Promise<boolean> {
  for await (const { config } of manager.streams.list()) {
    for await (const { name, num_pending, num_ack_pending } of manager.consumers.list(config.name)) {
      const poisoned = config.name.endsWith('matching') && name.startsWith('investor-directory-introductions') ? 1 : 0;
      if (num_pending > 0 || num_ack_pending > poisoned) return false;
    }
  }
  return true;
}
