import { expect, test } from '@jest/globals';
import type { NatsConnection, Status } from '@nats-io/transport-node';
import { untilLost } from './lost.ts';

function connection() {
  let tell = (_: Status) => {};
  async function* status(): AsyncGenerator<Status> {
    while (true)
      yield await new Promise<Status>((resolve) => {
        tell = resolve;
      });
  }
  const fake = { status } as unknown as NatsConnection;
  return {
    fake,
    breaks: () => tell({ type: 'disconnect', server: '' }),
    stands: () => tell({ type: 'reconnect', server: '' }),
  };
}

test('an answer passes, and so does a refusal', async () => {
  const answered = untilLost(connection().fake);
  await expect(answered(Promise.resolve(7))).resolves.toBe(7);
  await expect(answered(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test.each(['breaks', 'stands'] as const)(
  'a connection that %s fails the requests that wait for it, and no later ones',
  async (how) => {
    const { fake, ...connected } = connection();
    const answered = untilLost(fake);
    const waiting = answered(new Promise(() => {}));
    connected[how]();
    await expect(waiting).rejects.toThrow('the connection to the bus broke');
    await expect(answered(Promise.resolve(8))).resolves.toBe(8);
  },
);
