/** The cost of the gateway, compared with the simplest proxy that checks the same token and makes the same span. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startIssuer } from '@naru/testing/issuer';
import autocannon from 'autocannon';
import { rate, ratio, type Section } from './report.ts';

const CONNECTIONS = 32;
const SECONDS = 5;
const TURNS = 2;

interface Part {
  url: string;
  stop(): Promise<void>;
}

/** Each part is its own process, as in a deployment. */
async function launch(file: string, env: Record<string, string>): Promise<Part> {
  const child = fork(path.join(import.meta.dirname, 'gateway', file), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [url] = await once(child, 'message');
  return {
    url: String(url),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export async function measureGateway(): Promise<Section> {
  const issuer = await startIssuer();
  const identity = { OIDC_ISSUER: issuer.issuer, OIDC_AUDIENCE: issuer.audience, OIDC_JWKS_URL: issuer.jwksUrl };
  const backend = await launch('backend.ts', {});
  const env = { ...identity, BACKEND: backend.url };
  const [bare, gateway] = [await launch('bare-proxy.ts', env), await launch('gateway-process.ts', env)];
  const token = await issuer.token({ grants: [{ role: 'analyst' }] });
  const rates = { bare: 0, gateway: 0 };
  try {
    for (let turn = 0; turn < TURNS; turn += 1) {
      rates.bare += await load(`${bare.url}/v1/network-plan`, token);
      rates.gateway += await load(`${gateway.url}/v1/network-plan`, token);
    }
  } finally {
    for (const part of [gateway, bare, backend]) await part.stop();
    await issuer.stop();
  }
  const share = rates.gateway / rates.bare;
  return {
    title: 'The gateway',
    how: `GET of a small resource, ${CONNECTIONS} connections, ${TURNS} × ${SECONDS} s turn by turn; gateway, bare proxy (Express and grpc-js, generated code for this one method) and the service behind them each in a process of its own.`,
    rows: [
      {
        what: 'gateway ÷ bare Express + grpc-js proxy',
        measured: ratio(share),
        against: `${rate(rates.gateway / TURNS)} ÷ ${rate(rates.bare / TURNS)}`,
        target: '≥ 0.8',
        met: share >= 0.8,
      },
    ],
  };
}

async function load(url: string, token: string): Promise<number> {
  const options = { url, connections: CONNECTIONS, headers: { authorization: `Bearer ${token}` } };
  await autocannon({ ...options, duration: 1 });
  const { requests, non2xx, errors } = await autocannon({ ...options, duration: SECONDS });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refusals and ${errors} errors under load`);
  return requests.average;
}
