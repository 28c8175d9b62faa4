/** What to do when the connection to the bus breaks, and when it is back. */
import type { NatsConnection } from '@nats-io/transport-node';

/**
 * Fails a request when its connection breaks. A request made while the connection is broken fails when it is back,
 * because the client does not send what it was given meanwhile. Without this, the request and its callers would wait
 * for the whole timeout.
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

/** Does something each time the connection breaks, or is back. What was said meanwhile may be lost. */
export function onLink(
  connection: Pick<NatsConnection, 'status'>,
  now: 'disconnect' | 'reconnect',
  work: () => unknown,
): void {
  void (async () => {
    for await (const { type } of connection.status()) if (type === now) await work();
  })();
}
