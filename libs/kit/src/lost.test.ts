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

test('a broken connection ends what waits on it, and nothing that is asked later', async () => {
  const { fake, breaks, stands } = connection();
  const answered = untilLost(fake);
  const late = Promise.withResolvers<number>();
  const waiting = answered(new Promise(() => {}));
  breaks();
  await expect(waiting).rejects.toThrow('the connection to the bus broke');
  const next = answered(late.promise);
  stands();
  late.resolve(8);
  await expect(next).resolves.toBe(8);
});
