/** Two services in one process: each has its name in its lines, its numbers and its spans. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type InMemory, inMemory } from './fixture/telemetry.ts';
import { count } from './meter.ts';
import { named, nameNow } from './named.ts';
import { inSpan } from './trace.ts';

const SERVICES = ['ferry', 'raft'];
let started: { service: string; telemetry: InMemory }[] = [];
beforeAll(async () => {
  for (const service of SERVICES)
    started.push({ service, telemetry: await named(service, () => inMemory({ service })) });
});
afterAll(async () => {
  await Promise.all(started.map(({ telemetry }) => telemetry.stop()));
  started = [];
});

/** Work that ends later than it began, as all of it does. */
const work = (service: string, by: number) =>
  named(service, async () => {
    await delay(1);
    expect(nameNow()).toBe(service);
    await inSpan({ name: `work of ${service}` }, async () => count('naru.stream.lost', { 'naru.stream': service }, by));
  });

test('numbers and spans go to the service whose work they are, also after a wait', async () => {
  await Promise.all(SERVICES.map((service, index) => work(service, index + 1)));
  for (const [index, { service, telemetry }] of started.entries()) {
    const lines = await telemetry.lines('naru_stream_lost_total');
    expect(lines).toEqual([expect.stringMatching(`naru_stream="${service}".* ${index + 1}$`)]);
    const spans = telemetry.spans().map(({ name, resource }) => [name, resource.attributes['service.name']]);
    expect(spans).toEqual([[`work of ${service}`, service]]);
  }
});
