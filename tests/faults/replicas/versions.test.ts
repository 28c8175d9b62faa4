/** Two replicas that differ: in their clocks, and in the age of what they find stored. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { BSON } from 'mongodb';
import { type Load, openLoad } from '../load.ts';
import { PACE } from '../pace.ts';
import { expectSound } from '../sound.ts';
import { SERVICES } from '../system.ts';
import { ALL, type Pair, REPLICAS, startPair } from './pair.ts';

jest.setTimeout(PACE.testMs);

const APART_MS = 10 * 60_000;

let naru: Pair;
let load: Load;

beforeAll(async () => {
  // One is ten minutes ahead and the other as much behind.
  const clock = (name: string) => (name.endsWith('-2') ? -APART_MS : APART_MS);
  naru = await startPair({
    environment: (name) => ({ NARU_CLOCK_MS: String(REPLICAS.includes(name) ? clock(name) : 0) }),
  });
  load = openLoad(naru);
});

afterAll(() => naru?.stop());

test('clocks: one replica of each service is ten minutes ahead and the other ten behind', async () => {
  await load.during(async () => {}, { stories: 30, kinds: ALL });
  const events = naru.database('registry').collection<{ at: Date }>('events');
  const now = Date.now();
  expect(await events.countDocuments({ at: { $gt: new Date(now + APART_MS / 2) } })).toBeGreaterThan(0);
  expect(await events.countDocuments({ at: { $lt: new Date(now - APART_MS / 2) } })).toBeGreaterThan(0);
  await expectSound(naru);
});

/** Whichever replica answers, it has the same index. */
test('clocks: both replicas find the same ventures', async () => {
  const sizes = async () => {
    const pages = Array.from({ length: 8 }, () => naru.client.read<{ totalSize: number }>('/v1/ventures?pageSize=1'));
    return new Set((await Promise.all(pages)).map(({ body }) => body.totalSize));
  };
  await eventually(async () => (await sizes()).size === 1);
  expect((await sizes()).size).toBe(1);
});

/** Documents of the first release, whose shape has changed since then, and where they are read. */
const OLD = [
  {
    context: 'program',
    noun: 'application',
    file: 'program-scheduler/src/calls/application/fixture/application.schema-1.json',
    path: '/v1/applications/',
  },
  {
    context: 'program',
    noun: 'timetable',
    file: 'program-scheduler/src/meetings/timetable/fixture/timetable.schema-1.json',
    path: '/v1/timetables/',
  },
  {
    context: 'notification',
    noun: 'webhook',
    file: 'notification/src/webhook/fixture/webhook.schema-1.json',
    path: '/v1/webhooks/',
  },
];

const shapeOf = async (context: string, noun: string, id: string) =>
  (await naru.database(context).collection<{ _id: string; schema: number }>(noun).findOne({ _id: id }))?.schema;

test('rolling upgrade: what an older release has stored is read by each new replica, one after the other', async () => {
  const docs = OLD.map(({ file, ...place }) => {
    const doc = BSON.EJSON.deserialize(JSON.parse(readFileSync(`services/${file}`, 'utf8'))) as { _id: string };
    return { ...place, doc };
  });
  for (const { context, noun, doc } of docs)
    await naru
      .database(context)
      .collection(noun)
      .insertOne(doc as never);
  for (const { context, noun, doc } of docs) expect(await shapeOf(context, noun, doc._id)).toBe(1);
  const pids = REPLICAS.map((name) => naru.child(name).pid);
  await load.during(
    async () => {
      for (const service of SERVICES)
        for (const name of [service, `${service}-2`]) {
          const back = naru.child(name).restarted();
          naru.child(name).kill('SIGTERM');
          await back;
        }
    },
    { stories: 40, kinds: ALL },
  );
  expect(REPLICAS.filter((name, index) => naru.child(name).pid === pids[index])).toEqual([]);
  for (const { path, doc } of docs)
    for (let replica = 0; replica < 2; replica += 1)
      expect(await naru.client.read(`${path}${doc._id}`)).toMatchObject({ status: 200 });
  // They were written by no command of the load, so the history does not know them.
  for (const { context, noun, doc } of docs)
    await naru.database(context).collection<{ _id: string }>(noun).deleteOne({ _id: doc._id });
  await expectSound(naru);
});
