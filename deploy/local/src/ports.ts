import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { reasonOf, Trouble } from './trouble.ts';

export const LOOPBACK = '127.0.0.1';

// Below the ports that operating systems use for outgoing connections. Otherwise a client that dials a restarting
// service could get the service's own port, and the service would find it taken.
const FIRST_PORT = 15_000;
const LAST_PORT = 29_999;
const TRIES = 200;

const lent = new Set<number>();

/** Why nothing can listen on the port; null if it is free. */
export function whyTaken(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(reasonOf(error)));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(null)));
  });
}

/** A free loopback port that no other process gets by chance, so that a child can be restarted on it. */
export async function pickPort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (lent.has(port) || (await whyTaken(port)) !== null) continue;
    lent.add(port);
    return port;
  }
  throw new Trouble(`no free port found between ${FIRST_PORT} and ${LAST_PORT}`);
}

export async function requirePort(port: number): Promise<void> {
  const reason = await whyTaken(port);
  if (reason === 'EADDRINUSE') throw new Trouble(`port ${port} is taken by another program; set PORT to another one`);
  if (reason !== null) throw new Trouble(`port ${port} cannot be listened on (${reason}); set PORT to another one`);
}
