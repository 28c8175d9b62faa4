/** All of Naru with two replicas of each service. Those with the number 2 reach bus and database by wires of their own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@naru/testing/eventually';
import { PACE } from '../pace.ts';
import { STORIES } from '../stories.ts';
import { type Naru, SERVICES, startNaru } from '../system.ts';
import { openWire, type Wire } from '../wire.ts';

export const SECOND = SERVICES.map((name) => `${name}-2`);
export const REPLICAS = [...SERVICES, ...SECOND];

/** Every story, so that the history has every noun. */
export const ALL = Object.keys(STORIES) as (keyof typeof STORIES)[];

export interface Pair extends Naru {
  bus: Wire;
  store: Wire;
}

interface PairOptions {
  /** More environment of a process, by its name. */
  environment?: (name: string) => NodeJS.ProcessEnv;
  /** What is done with the data folder first. */
  ground?: (dataDir: string) => void;
}

export async function startPair({ environment = () => ({}), ground }: PairOptions = {}): Promise<Pair> {
  const [bus, store] = [await openWire(), await openWire()];
  const changed = (name: string, env: NodeJS.ProcessEnv) => {
    const own = { ...env, ...environment(name) };
    return SECOND.includes(name) ? byWire(own, { bus, store }) : own;
  };
  const cutOff = async () => {
    await bus.stop();
    await store.stop();
  };
  const naru = await startNaru({ replicas: 2, changed, ground }).catch(async (error: unknown) => {
    await cutOff();
    throw error;
  });
  const stop = async () => {
    await naru.stop();
    await cutOff();
  };
  return { ...naru, bus, store, stop };
}

/** The driver must not learn the server's own address: then it would pass by the wire. */
function byWire(env: NodeJS.ProcessEnv, { bus, store }: Pick<Pair, 'bus' | 'store'>): NodeJS.ProcessEnv {
  const led = (url = '', wire: Wire) => {
    const port = /@?127\.0\.0\.1:(\d+)/.exec(url)?.[1] ?? '';
    wire.leadTo(Number(port));
    return url.replace(`127.0.0.1:${port}`, `127.0.0.1:${wire.port}`);
  };
  return {
    ...env,
    NATS_URL: led(env.NATS_URL, bus),
    MONGODB_URI: led(env.MONGODB_URI, store).replace(/replicaSet=\w+/, 'directConnection=true'),
  };
}

/** Waits as long as a fault lasts: longer than every lease. */
export async function lasting(): Promise<void> {
  const until = performance.now() + PACE.haltMs;
  await eventually(() => performance.now() >= until, { withinMs: 2 * PACE.haltMs, everyMs: 100 });
}

/** How often the processes have written a text to their logs. */
export const logged = ({ dataDir }: Pick<Naru, 'dataDir'>, names: readonly string[], text: string): number =>
  names
    .map((name) => readFileSync(path.join(dataDir, 'logs', `${name}.log`), 'utf8').split(text).length - 1)
    .reduce((a, b) => a + b);

/** The server is halted while its folder changes, so that it writes nothing back, and then it is killed. */
export async function whileDown(
  { child }: Pick<Naru, 'child'>,
  name: 'nats' | 'database',
  change: () => void,
): Promise<void> {
  const server = child(name);
  const back = server.restarted();
  server.kill('SIGSTOP');
  change();
  server.kill('SIGKILL');
  await back;
}
