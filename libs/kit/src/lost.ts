/** Requests to the bus whose answers can no longer come: the connection they were sent on is gone. */
import type { NatsConnection } from '@nats-io/transport-node';

/**
 * Lets a request fail when the connection breaks, and those made while it is broken when it stands again: the client
 * forgets what it was given to send meanwhile. By itself a request waits for its timeout, and all that wait for it too.
 */
export function untilLost(connection: Pick<NatsConnection, 'status'>): <T>(answer: Promise<T>) => Promise<T> {
  const waiting = new Set<(reason: Error) => void>();
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type !== 'disconnect' && type !== 'reconnect') continue;
      for (const giveUp of waiting) giveUp(new Error('the connection to the bus broke before the answer came'));
    }
  })();
  return (answer) =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      void answer.then(resolve, reject).finally(() => waiting.delete(reject));
    });
}
