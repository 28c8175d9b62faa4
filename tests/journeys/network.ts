/** All of Naru with the demo network, as a partner sees it: only the gateway's URL and tokens. */

import path from 'node:path';
import { readGatewayConfig } from '@naru/gateway/config';
import { startGateway } from '@naru/gateway/gateway';
import { investorDirectory } from '@naru/investor-directory/service';
import { realAmbient } from '@naru/kit/ambient';
import type { Environment } from '@naru/kit/config';
import type { Grant } from '@naru/kit/identity';
import { freshId } from '@naru/kit/ids';
import { loadNetwork, readNetworkFile } from '@naru/local/load';
import { matchingEngine } from '@naru/matching-engine/service';
import { notification } from '@naru/notification/service';
import { outcomeLedger } from '@naru/outcome-ledger/service';
import { programScheduler } from '@naru/program-scheduler/service';
import { startupRegistry } from '@naru/startup-registry/service';
import { eventually } from '@naru/testing/eventually';
import { type Stack, type StackGround, startStackOn, startStackWith } from '@naru/testing/stack';
import { demoCopy } from './demo.ts';

export const SERVICES = [
  startupRegistry,
  investorDirectory,
  matchingEngine,
  programScheduler,
  outcomeLedger,
  notification,
];

export interface Answer<T> {
  status: number;
  body: T;
}

/** A caller of the gateway with one token. Refusals are answers too: the tests say which they expect. */
export interface Caller {
  token: string;
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: object): Promise<Answer<T>>;
  /** The body of a call that must succeed. */
  ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T>;
}

export interface Network {
  url: string;
  stack: Stack;
  /** The network's ids of the file's records. */
  id(fileId: string): string;
  as(...grants: Grant[]): Promise<Caller>;
  stop(): Promise<void>;
}

export const DEMO = path.resolve(import.meta.dirname, '../../deploy/demo/network.json');

/** Starts everything on a copy of the demo network. Settled: every service has handled all events. */
export async function startNetwork(): Promise<Network> {
  const demo = await demoCopy(loadDemo);
  const network = await openNetwork(await startStackOn(demo.ground, SERVICES), demo.ids);
  await settled(network);
  const stop = async () => {
    await network.leave();
    await demo.remove();
  };
  return { ...network, stop };
}

/** Starts everything without data. */
export const startEmptyNetwork = async (more: Environment = {}): Promise<Network> =>
  openNetwork(await startStackWith(more, ...SERVICES), new Map());

/** Loads the demo network through the public API, as `npm start` does. */
async function loadDemo(ground: StackGround): Promise<ReadonlyMap<string, string>> {
  const stack = await startStackOn(ground, SERVICES);
  const empty = await openNetwork(stack, new Map());
  const token = await stack.token({ role: 'network_admin' });
  const { ids } = await loadNetwork(await readNetworkFile(DEMO), { url: empty.url, token, progress: () => {} });
  await settled({ ...empty, id: idIn(ids) });
  await empty.leave();
  return ids;
}

async function openNetwork(
  stack: Stack,
  ids: ReadonlyMap<string, string>,
): Promise<Network & { leave(): Promise<void> }> {
  const addresses = Object.fromEntries(
    Object.entries(stack.addresses).map(([context, address]) => [`${context.toUpperCase()}_ADDRESS`, address]),
  );
  const config = readGatewayConfig({ ...stack.env, ...addresses, PORT: '0' });
  const gateway = await startGateway(config, { ...realAmbient, newId: () => freshId('req') });
  const end = (data: () => Promise<void>) => async () => {
    await gateway.stop();
    await data();
  };
  return {
    url: gateway.url,
    stack,
    id: idIn(ids),
    as: async (...grants) => callerOf(gateway.url, await stack.token(...grants)),
    stop: end(stack.stop),
    leave: end(stack.leave),
  };
}

const idIn = (ids: ReadonlyMap<string, string>) => (fileId: string) => {
  const id = ids.get(fileId);
  if (!id) throw new Error(`the file has no ${fileId}`);
  return id;
};

export function callerOf(url: string, token: string): Caller {
  async function call<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: response.status, body: (await response.json()) as T };
  }
  return {
    token,
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    ask: async <T>(method: string, path: string, body?: object) => {
      const answer = await call<T>(method, path, method === 'GET' ? undefined : (body ?? {}));
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

/** Waits until matching knows all published ventures, and the ledger all deals: the journeys rely on that. */
async function settled(network: Network): Promise<void> {
  const admin = await network.as({ role: 'network_admin' });
  await eventually(async () => {
    const { totalSize: total } = await admin.ask<{ totalSize: number }>('GET', '/v1/ventures?pageSize=1');
    const { considered } = await admin.ask<{ considered: number }>(
      'GET',
      `/v1/matches:find?investorId=${network.id('investor:01')}`,
    );
    const [report, totals] = await Promise.all([
      admin.ask<{ pipeline: { count: number } }>('GET', '/v1/reports/deals'),
      admin.ask<{ pipeline: { count: number } }>('GET', '/v1/deals:totals'),
    ]);
    return considered === total && report.pipeline.count === totals.pipeline.count;
  });
}
