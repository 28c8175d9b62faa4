/** `kill -9` under load: each process at a random moment, and the servers while a service is at a failpoint. */
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { type Killer, type Moment, openKiller } from './killer.ts';
import { inTurn, LASTING, type Load, openLoad } from './load.ts';
import { expectBack, expectSound } from './sound.ts';
import { type Naru, SERVICES, type ServiceName, startNaru } from './system.ts';

jest.setTimeout(300_000);

let naru: Naru;
let load: Load;
let killer: Killer;

beforeAll(async () => {
  naru = await startNaru();
  load = openLoad(naru);
  killer = openKiller(naru);
});

afterAll(() => naru?.stop());

test('each process in turn is killed at a random moment', async () => {
  await load.during(() => inTurn([...SERVICES, 'gateway', 'nats', 'database'], killer.kill), LASTING);
  await expectSound(naru);
});

const moment = (service: ServiceName, point: string): Moment => ({ service, point, times: 2 });

test.each([
  {
    server: 'nats' as const,
    moments: [
      moment('startup-registry', 'relay.copied'),
      moment('investor-directory', 'relay.published'),
      moment('matching-engine', 'consumer.handled'),
    ],
  },
  {
    server: 'database' as const,
    moments: [
      moment('startup-registry', 'change.decided'),
      moment('investor-directory', 'change.saved'),
      moment('startup-registry', 'relay.published'),
      moment('matching-engine', 'consumer.handled'),
    ],
  },
])('$server is killed while a service is halted at a failpoint', async ({ server, moments }) => {
  await load.during(() => inTurn(moments, (one) => killer.killServerAt(server, one)), LASTING);
  await expectSound(naru);
});

test('every process works again, and no caller saw a bug', () => expectBack(naru, killer));
