/** A small load balancer: each request goes to the next target that says it is there: see `docs/operations.md`. It repeats nothing and hides nothing. */
import { Agent, createServer, get, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  url: string;
  /** How many requests each target has had. */
  counts(): readonly number[];
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 250;
/** Shorter than the gateway keeps a connection that rests, so that it is the balancer who closes it. */
const IDLE_MS = 5_000;

const isReady = (target: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get(`${target}/livez`, { agent: false, timeout: ASK_EVERY_MS * 4 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
  });

export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const counts = targets.map(() => 0);
  let ready = await Promise.all(targets.map(isReady));
  let next = 0;
  let asking = true;
  const asks = (async () => {
    while (asking) {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      ready = await Promise.all(targets.map(isReady));
    }
  })();

  const chosen = (): number => {
    for (let step = 0; step < targets.length; step += 1) {
      next = (next + 1) % targets.length;
      if (ready[next]) return next;
    }
    return -1;
  };

  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const index = chosen();
    const target = targets[index];
    if (!target) return to.writeHead(502).end('no target is ready');
    counts[index] = (counts[index] ?? 0) + 1;
    const { connection: _, ...headers } = from.headers;
    const sent = request(target + from.url, { agent, method: from.method, headers }, (response) => {
      const { connection: _, 'keep-alive': __, ...answered } = response.headers;
      to.writeHead(response.statusCode ?? 502, answered);
      response.pipe(to);
    });
    sent.once('error', ({ message }) => (to.headersSent ? to.destroy() : to.writeHead(502).end(message)));
    return from.pipe(sent);
  };

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => counts,
    stop: async () => {
      asking = false;
      await asks;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}
