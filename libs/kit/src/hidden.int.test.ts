/** What a service keeps of events that it could not handle, after their aggregate was hidden. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import { VenturePublished, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { layHearing } from '@naru/testing/lay';
import { realAmbient } from './ambient.ts';
import { hiding } from './hidden.ts';
import { kit } from './kit-texts.ts';
import { outgoing, toEntries } from './outbox.ts';
import { type ParkedDoc, type ParkedSource, parkedEvents, refusalOf } from './park.ts';
import { Rejection } from './rejection.ts';
import { PATIENCE } from './retry.ts';
import { hearingOf, on, subscriber } from './subscribe.ts';
import { waitingEvents } from './waiting.ts';

const CANARY = '카나리아';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

const full = (ventureId: string) => {
  const profile = { name: { ko: CANARY, en: CANARY } };
  return outgoing(VenturePublished, VenturePublished.fromPartial({ ventureId, centreId: 'KR-27', profile }));
};
const hides = (ventureId: string) =>
  outgoing(VentureSuspended, { ventureId, centreId: 'KR-27', state: 'SUSPENDED' as const });

function received(aggregate: string, version: number, { event, data } = full(aggregate)): ParkedSource {
  const about = { id: `${aggregate}-${version}`, type: event.type, aggregate, version, data };
  return { ...about, context: 'registry', at: new Date(), causedBy: 'kim' };
}

function rooms() {
  const { db } = ground.database;
  return {
    parked: parkedEvents(db, realAmbient),
    waiting: waitingEvents(db, realAmbient),
    hiding: hiding(db, realAmbient),
  };
}

/** What is kept about an aggregate, by version. */
async function keptOf(aggregate: string) {
  const found = await Promise.all(
    ['parked', 'waiting'].map((name) =>
      ground.database.db
        .collection<Pick<ParkedDoc, '_id' | 'event'>>(name)
        .find({ 'event.aggregate': aggregate })
        .sort({ 'event.version': 1 })
        .toArray(),
    ),
  );
  return found.map((docs) =>
    docs.map(({ event }) => {
      const { profile, state, centreId, ventureId } = VenturePublished.decode(event.data.buffer);
      return { version: event.version, ventureId, centreId, state, shown: profile !== undefined };
    }),
  );
}

const said = { subscription: 'hears', code: 'bug', tried: { tries: 1, waitedMs: 0 }, pauseMs: 60_000 };
const refusal = refusalOf(new Error('a slip'));

test('parked and waiting events lose their content when their aggregate is hidden, and also when they come after that', async () => {
  const { parked, waiting, hiding } = rooms();
  const keepBoth = async (one: ParkedSource) => {
    await parked.park({ subscription: 'hears', received: one, refusal, deliveries: 1 });
    await waiting.keep({ ...said, received: one });
  };
  for (const aggregate of ['ven_hidden', 'ven_shown']) await keepBoth(received(aggregate, 1));
  await hiding.hide(received('ven_hidden', 3, hides('ven_hidden')));
  // Late, and newer: shown again since.
  for (const version of [2, 4]) await keepBoth(received('ven_hidden', version));
  const bare = { ventureId: 'ven_hidden', centreId: 'KR-27', state: 'SUSPENDED', shown: false };
  const again = { version: 4, ventureId: 'ven_hidden', centreId: 'KR-27', state: 'STATE_UNSPECIFIED', shown: true };
  const left = [{ version: 1, ...bare }, { version: 2, ...bare }, again];
  expect(await keptOf('ven_hidden')).toEqual([left, left]);
  expect((await keptOf('ven_shown')).flat().map(({ shown }) => shown)).toEqual([true, true]);
  // An older hiding that arrives late strips nothing newer.
  await hiding.hide(received('ven_hidden', 2, hides('ven_hidden')));
  expect((await keptOf('ven_hidden'))[0]?.at(-1)).toEqual(again);
});

test('a subscriber hides what its service has parked, before and after it hears the event', async () => {
  const id = 'ven_heard';
  const { parked, waiting, hiding } = rooms();
  const refused = kit.refuse('parked_event.no_handler', { type: 'never' });
  const never = new Rejection({ kind: 'rule', code: 'no.way', said: refused.said });
  const handlers = [
    on(VenturePublished, async () => {
      throw never;
    }),
    on(VentureSuspended, async () => {}),
  ];
  const subscription = { name: 'hears', handlers };
  await layHearing(ground.bus, hearingOf('test', subscription));
  const one = subscriber({
    bus: ground.bus,
    service: 'test',
    subscription,
    ...{ parked, waiting, hiding, patience: PATIENCE, ambient: realAmbient },
    cause: () => ground.cause(),
  });
  one.start();
  const say = async (version: number, event: ReturnType<typeof full>) => {
    const [entry] = toEntries({ aggregate: id, version: version - 1, events: [event], cause: ground.cause() });
    if (entry) await ground.bus.publish('registry', entry);
  };
  await say(1, full(id));
  await eventually(async () => (await keptOf(id))[0]?.[0]?.shown === true);
  await say(3, hides(id));
  await eventually(async () => (await keptOf(id))[0]?.[0]?.shown === false);
  await say(2, full(id));
  await eventually(async () => (await keptOf(id))[0]?.length === 2);
  await eventually(async () => (await keptOf(id))[0]?.every(({ shown }) => !shown));
  await one.stop();
});
