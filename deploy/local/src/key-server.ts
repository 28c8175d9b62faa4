import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type IssuerKey, publicKeySet } from './issuer.ts';
import { LOOPBACK } from './ports.ts';

export interface KeyServer {
  url: string;
  close(): void;
}

/** As every server of Naru: whoever sends headers slowly is cut off. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 500 };

/** Serves the embedded issuer's public key to the services, on loopback, from the supervisor's own process. */
export async function serveKeys(key: IssuerKey): Promise<KeyServer> {
  const body = JSON.stringify(publicKeySet(key));
  const server = createServer(PATIENCE, (request, response) => {
    const found = request.url === '/jwks.json';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(found ? body : '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${LOOPBACK}:${port}/jwks.json`, close };
}
