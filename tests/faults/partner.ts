/** A partner's address on loopback that takes webhooks and records them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Partner {
  url(path: string): string;
  /** The `webhook-id` of each request to a path. The specification allows repeats. */
  got(path: string): readonly string[];
  /** Forgets requests by their ids: a backup was restored that is older. */
  forget(ids: readonly string[]): void;
  stop(): Promise<void>;
}

export async function openPartner(): Promise<Partner> {
  let all: { path: string; id: string }[] = [];
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      all.push({ path: request.url ?? '', id: String(request.headers['webhook-id']) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    got: (path) => all.filter((one) => one.path === path).map(({ id }) => id),
    forget: (ids) => {
      all = all.filter(({ id }) => !ids.includes(id));
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
