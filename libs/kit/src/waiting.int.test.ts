/** The times between the tries of refused events, on a clock that the test drives. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { type HandAmbient, handAmbient } from '@naru/testing/hand-ambient';
import { type Handle, handMessage, subscriberRoom } from '@naru/testing/subscriber-room';
import { ambientOf } from './ambient.ts';
import { kit } from './kit-texts.ts';
import { type ParkedDoc, parkedEvents } from './park.ts';
import { Rejection } from './rejection.ts';
import { PATIENCE } from './retry.ts';
import { startWaiting, type WaitingDoc, waitingEvents } from './waiting.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());
afterEach(() => Promise.all(['waiting', 'parked'].map((name) => ground.database.db.collection(name).deleteMany({}))));

const rows = () => ground.database.db.collection<WaitingDoc>('waiting').find().toArray();
const parkedRows = () => ground.database.db.collection<ParkedDoc>('parked').find().toArray();

/** A subscriber with its database, on the clock of the test. */
function room(handle: Handle, ambient: HandAmbient) {
  const { db } = ground.database;
  const [waiting, parking] = [waitingEvents(db, ambient, async () => ambient.now()), parkedEvents(db, ambient)];
  const one = subscriberRoom(handle, { ambient, waiting, parking });
  const begin = () => startWaiting({ waiting, parked: parking, subscribers: [one], patience: PATIENCE, ambient });
  return { ...one, begin };
}

/** Delivers an event again after each pause that the server is asked for. @returns the last answer */
async function inFlight({ messages, ambient }: { messages: { push(m: never): void }; ambient: HandAmbient }) {
  for (let deliveries = 1; ; deliveries += 1) {
    const { said, answers } = handMessage({ aggregate: 'a', deliveries });
    messages.push(said as never);
    const [answer = ''] = await eventually(() => answers.filter((each) => each !== 'working').length > 0 && answers);
    if (!answer.startsWith('nak ')) return answer;
    ambient.advance(Number(answer.split(' ')[1]));
  }
}

const absent = new Rejection({ kind: 'not_found', code: 'investor.not_found', said: { ko: 'no', en: 'no' } });

test.each([
  ['what is not there yet', absent, PATIENCE.lateMs],
  ['a document of a newer version', kit.refuse('schema.newer', { noun: 'venture', id: 'ven_1' }), PATIENCE.lateMs],
  ['a bug', new Error('a slip'), PATIENCE.soonMs],
])('%s is tried again, from the database after ten seconds, and parked when its time is over', async (_, error, ms) => {
  const ambient = handAmbient();
  const triedAtMs: number[] = [];
  const one = room(async () => {
    triedAtMs.push(ambient.elapsedMs());
    throw error;
  }, ambient);
  const { messages } = await one.first();
  expect(await inFlight({ messages, ambient })).toBe('ack');
  const loop = one.begin();
  for (;;) {
    await ambient.resting(2); // Else the clock may move while the loop looks what is due.
    const [tries, parked] = [triedAtMs.length, await parkedRows()];
    if (parked.length > 0) break;
    const [row] = await rows();
    ambient.advance(Math.max(0, (row?.dueAt.getTime() ?? 0) - ambient.now().getTime()));
    await eventually(() => triedAtMs.length > tries);
    await eventually(async () => (await parkedRows()).length > 0 || (await rows())[0]?.tries === triedAtMs.length);
  }
  await eventually(async () => (await rows()).length === 0);
  await Promise.all([loop.stop(), one.stop()]);
  const waitedMs = (triedAtMs.at(-1) ?? 0) - (triedAtMs[0] ?? 0);
  expect(waitedMs).toBeGreaterThanOrEqual(ms);
  expect(waitedMs).toBeLessThan(ms + 2 * PATIENCE.flightMs);
  const pausesMs = triedAtMs.slice(1).map((at, index) => at - (triedAtMs[index] ?? 0));
  expect(Math.max(...pausesMs)).toBeLessThanOrEqual(60_000);
  expect(await parkedRows()).toMatchObject([{ deliveries: triedAtMs.length, event: { aggregate: 'a' } }]);
});

test('an event that waits is handled as soon as it can be; later events of its aggregate do not wait', async () => {
  const ambient = handAmbient();
  const done: string[] = [];
  let healed = false;
  const one = room(async ({ id, aggregate }) => {
    if (aggregate === 'a' && done.length === 0 && !healed) throw absent;
    done.push(id);
  }, ambient);
  const { messages } = await one.first();
  const first = handMessage({ aggregate: 'a', deliveries: 9 });
  messages.push(first.said);
  await eventually(() => first.answers.includes('ack'));
  healed = true;
  const later = handMessage({ aggregate: 'a' });
  messages.push(later.said);
  await eventually(() => later.answers.includes('ack'));
  expect(done).toEqual([later.id]);
  const loop = one.begin();
  await ambient.resting(2);
  ambient.advance(60_000);
  await eventually(async () => done.length === 2 && (await rows()).length === 0);
  expect(done).toEqual([later.id, first.id]);
  await Promise.all([loop.stop(), one.stop()]);
});

test('two replicas try an event that waits once', async () => {
  const ambient = handAmbient();
  const done: string[] = [];
  const handle: Handle = async ({ id }) => void done.push(id);
  const { db } = ground.database;
  const waiting = waitingEvents(db, ambient, async () => ambient.now());
  const [one, other] = [room(handle, ambient), room(handle, ambient)];
  const { said, id } = handMessage({ aggregate: 'a' });
  const event = { id, type: 'naru.registry.network.planned.v1', context: 'registry', aggregate: 'a', version: 1 };
  const received = { ...event, at: ambient.now(), causedBy: 'kim', data: said.data };
  const tried = { tries: 9, waitedMs: 100 };
  await waiting.keep({ subscription: 'hears', received, code: 'bug', tried, pauseMs: 20_000 });
  // It was stored, but not acknowledged: it arrives again, and keeps its count.
  await waiting.keep({ subscription: 'hears', received, code: 'bug', tried: { tries: 1, waitedMs: 0 }, pauseMs: 1 });
  expect(await rows()).toMatchObject([{ tries: 9, waitedMs: 100 }]);
  ambient.advance(1);
  const loops = [one.begin(), other.begin()];
  await eventually(async () => (await rows()).length === 0);
  await Promise.all([...loops.map((loop) => loop.stop()), one.stop(), other.stop()]);
  expect(done).toEqual([id]);
});

test('clocks twenty minutes apart: what one replica stores is due for the other in time, and what one tries is not', async () => {
  const { db } = ground.database;
  const [ahead, behind] = ['600000', '-600000'].map((ms) => waitingEvents(db, ambientOf({ NARU_CLOCK_MS: ms })));
  const event = { id: 'evt_apart', type: 'naru.registry.network.planned.v1', context: 'registry', aggregate: 'a' };
  const received = { ...event, version: 1, at: new Date(), causedBy: 'kim', data: new Uint8Array() };
  const tried = { tries: 9, waitedMs: 100 };
  await ahead?.keep({ subscription: 'hears', received, code: 'bug', tried, pauseMs: 1 });
  const [due] = await eventually(async () => {
    const found = (await behind?.due(10)) ?? [];
    return found.length > 0 && found;
  });
  await behind?.postpone(due as WaitingDoc, { pauseMs: 30_000 });
  expect(await ahead?.due(10)).toEqual([]);
  expect(await ahead?.nextMs()).toBeGreaterThan(10_000);
  expect(await ahead?.nextMs()).toBeLessThanOrEqual(31_000);
});
