/** An operator's day with the command line alone: what is wrong, an event that cannot be handled, and its end. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { durables } from '../faults/observe.ts';
import { cure, POISON, poison } from '../faults/poison.ts';
import { activeInvestor, publishedVenture, subscribed } from '../faults/stories.ts';
import { type Naru, startNaru } from '../faults/system.ts';

const MAIN = path.resolve(import.meta.dirname, '../../deploy/local/src/main.ts');
const PATIENCE = { withinMs: 60_000, everyMs: 500 };

let naru: Naru;
beforeAll(async () => {
  naru = await startNaru();
  await activeInvestor(naru.client, 'i-1');
}, 180_000);
afterAll(() => naru?.stop());

/** The command as it is typed. */
async function ops(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, 'ops', ...args], {
    env: { ...process.env, NARU_URL: naru.gatewayUrl, NARU_TOKEN: naru.token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

/** The row of a service in the table. */
const rowOf = (out: string, service: string): string[] =>
  (out.split('\n').find((line) => line.startsWith(service)) ?? '').split(/ {2,}/);

test('the status is one table of all services, and says whether an operator is needed', async () => {
  const { code, out } = await eventually(async () => {
    const answer = await ops('status');
    return answer.code === 0 ? answer : null;
  }, PATIENCE);
  expect(out.split('\n')[0]).toMatch(
    /^service +unsent +lag +redelivered +parked +waiting +overdue +operations +warnings$/,
  );
  expect([code, out.trim().split('\n').length]).toEqual([0, 7]);
});

test('a parked event is found, replayed without success, and replayed with success after the cause is gone', async () => {
  await poison(naru);
  const status = await eventually(async () => {
    const answer = await ops('status');
    return rowOf(answer.out, 'investor-directory')[4] === '1' ? answer : null;
  }, PATIENCE);
  expect(status.code).toBe(1);
  const { out: list } = await ops('parked', '--type', 'naru.matching.introduction.held.v1');
  const id = list.split('\n')[1]?.split(/ {2,}/)[1] ?? '';
  expect(id).toContain(POISON);
  const { out: shown } = await ops('parked', 'investor-directory', id);
  expect(JSON.parse(shown)).toMatchObject([{ id, reason: { en: expect.any(String), ko: expect.any(String) } }]);
  const refused = await ops('replay', 'investor', id);
  expect([refused.code, refused.out]).toEqual([1, expect.stringMatching(/^refused .*: parked_event\.refused: /)]);
  expect(refused.out).toContain('0 redelivered, 1 refused');
  await cure(naru);
  const done = await ops('replay', 'investor', '--all');
  expect([done.code, done.out]).toEqual([0, expect.stringContaining('1 redelivered, 0 refused')]);
  expect((await ops('parked')).out).toBe('nothing is parked\n');
});

test('an event that nobody wants is discarded, and only by its id or with --all', async () => {
  const parked = naru.database('ledger').collection<{ _id: string }>('parked');
  const event = { id: 'evt_1', type: 'naru.x.y.z.v1', aggregate: 'a', context: 'registry', version: 1 };
  const doc = { subscription: 'journal', event, code: 'bug', reason: 'gone', deliveries: 1, parkedAt: new Date() };
  await parked.insertOne({ _id: 'journal:evt_1', ...doc } as never);
  expect(await ops('discard', 'ledger')).toMatchObject({ code: 2, err: expect.stringContaining('or --all') });
  expect(await ops('discard', 'ledger', 'evt_2')).toMatchObject({ code: 2 });
  expect(await ops('discard', 'ledger', 'evt_1')).toMatchObject({ code: 0 });
  expect(await parked.countDocuments()).toBe(0);
});

/** The ids of the events that the partner and the subscriber have heard of. */
async function told(webhookId: string): Promise<Record<'webhook' | 'subscription', string[]>> {
  const rows = (name: string, which: object) => naru.database('notification').collection(name).find(which).toArray();
  const deliveries = await rows('delivery', { 'state.webhookId': webhookId });
  const notices = await rows('notification', { recipient: 'subject:faults' });
  return { webhook: deliveries.map(({ state }) => state.eventId), subscription: notices.map(({ eventId }) => eventId) };
}

async function notificationHasRead(context: string): Promise<boolean> {
  for await (const { stream_name: stream, name, num_pending, num_ack_pending } of durables(naru))
    if (stream === `naru_${context}` && name.startsWith('notification') && num_pending + num_ack_pending > 0)
      return false;
  return true;
}

test('events are sent again, and who began to listen after them is told only of later ones', async () => {
  const heard = 'naru.registry.*';
  const { id: hook } = await subscribed(naru.client, naru.partner.url('/late'), heard);
  await naru.client.question('/v1/subscriptions', { eventTypes: [heard], requestId: 'late' });
  const sent = await ops('republish', 'startup-registry');
  expect(sent).toMatchObject({ code: 0, out: expect.stringMatching(/"state":"SUCCEEDED","events":"[1-9]\d*"/) });
  const { id } = await publishedVenture(naru.client, 'v-9901');
  await eventually(async () => {
    const { webhook, subscription } = await told(hook);
    return webhook.length > 0 && subscription.length > 0 && (await notificationHasRead('registry'));
  }, PATIENCE);
  const events = await naru
    .database('registry')
    .collection<{ _id: string }>('events')
    .find({ aggregate: id })
    .toArray();
  const later = events.map(({ _id }) => _id);
  const { webhook, subscription } = await told(hook);
  expect([...webhook, ...subscription].filter((one) => !later.includes(one))).toEqual([]);
});

test('snapshots are sent, the journal is verified, and erasures are listed', async () => {
  expect(await ops('snapshot', 'registry')).toMatchObject({ code: 0, out: expect.stringContaining('"snapshots"') });
  expect(await ops('journal', 'verify')).toMatchObject({ code: 0 });
  expect(await ops('erasures')).toMatchObject({ code: 0, out: '' });
});

test('a wrong command and an unknown service are told with what is right', async () => {
  expect(await ops('stop')).toMatchObject({ code: 2, err: expect.stringContaining('parked [SERVICE [ID]]') });
  expect(await ops('republish', 'portal')).toMatchObject({ code: 2, err: expect.stringContaining('startup-registry') });
});
