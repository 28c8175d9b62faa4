/** Limits of what one caller may take: connections, streams, pages. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Network, problemIn, startNetwork } from './fixture/network.ts';
import { readerOf, readUntil, tick } from './fixture/streams.ts';

const MINUTE = 60;

let network: Network;
beforeAll(async () => {
  network = await startNetwork({
    pageRatePerMinute: 2 * MINUTE,
    limits: { headersTimeoutMs: 300, streamsPerSubject: 2 },
  });
  network.handlers.down.WatchTicks = (call) => call.write(tick(1));
});
afterAll(() => network.stop());

test('a connection that sends its headers slowly is cut off soon after the time for them', async () => {
  const { hostname, port } = new URL(network.gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const beganAt = performance.now();
  socket.resume().write('GET /livez HTTP/1.1\r\nhost: x\r\n');
  const drip = setInterval(() => socket.write('x-slow: 1\r\n'), 100);
  socket.on('error', () => undefined); // The last drop may find the connection closed.
  await once(socket, 'close');
  clearInterval(drip);
  expect(performance.now() - beganAt).toBeLessThan(5_000); // By itself Node looks after 30 s.
});

test('a subject has so many streams, and another one its own', async () => {
  const open = async (subject: string) =>
    network.ask('/v1/ticks:watch', { headers: { authorization: `Bearer ${await network.issuer.token({ subject })}` } });
  const readers = [readerOf(await open('kim')), readerOf(await open('kim'))];
  const refused = await open('kim');
  expect(refused.status).toBe(429);
  expect(await problemIn(refused)).toMatchObject({ code: 'stream.limit', params: { openMax: '2' } });
  const other = readerOf(await open('lee'));
  for (const reader of [...readers, other]) {
    await readUntil(reader, 't1');
    await reader.cancel();
  }
});

test('a page that is read too often is 429, while a probe each second is answered', async () => {
  const page = () => fetch(`${network.gateway.url}/openapi.json`, { method: 'HEAD' });
  const answers: number[] = [];
  for (let count = 0; count <= 2 * MINUTE; count++) answers.push((await page()).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(2 * MINUTE);
  expect(answers.at(-1)).toBe(429);
  for (let count = 0; count < MINUTE; count++)
    for (const path of ['/readyz', '/livez']) expect((await fetch(network.gateway.url + path)).status).toBe(200);
  const own = await network.post('/v1/echoes', { text: 'a' });
  expect(own.status).toBe(201); // Pages do not count as calls.
});
