/**
 * /livez checks only this process; /readyz checks that it can work now, and tells what is wrong although it can; /metrics
 * is for Prometheus.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Telemetry } from './start.ts';

/** Node looks for late requests only every 30 s if nothing else is said. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 500 };

/** A named check. It throws or answers false if it is not ready. */
export type ReadyChecks = Readonly<Record<string, () => Promise<boolean> | boolean>>;

/** What is wrong although the process can work: names and texts. */
export type Warnings = Readonly<Record<string, string>>;

export async function askReady(checks: ReadyChecks): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        return [name, await check()] as const;
      } catch {
        return [name, false] as const; // A check that throws is not ready; its error needs no handling.
      }
    }),
  );
  return { ready: entries.every(([, ok]) => ok), checks: Object.fromEntries(entries) };
}

export async function startHealth({
  host,
  port,
  checks,
  warnings = () => ({}),
  metrics,
}: {
  host: string;
  port: number;
  /** Read at each question: at the start of a process there are fewer. */
  checks: () => ReadyChecks;
  warnings?: () => Warnings;
  metrics: Telemetry['metrics'];
}): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer(PATIENCE, async (request, response) => {
    if (request.url === '/metrics') return metrics(request, response);
    const live = request.url === '/livez';
    if (!live && request.url !== '/readyz') return response.writeHead(404).end();
    const answer = live ? { ready: true } : { ...(await askReady(checks())), warnings: warnings() };
    response.writeHead(answer.ready ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
