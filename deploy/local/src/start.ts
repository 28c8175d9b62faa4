import { once } from 'node:events';
import path from 'node:path';
import { readFlags } from './arguments.ts';
import { greet, tokenOf } from './greeting.ts';
import { listenForStop } from './interruption.ts';
import { type NetworkFile, readNetworkFile } from './load/index.ts';
import { showNetwork } from './newcomer.ts';
import { repositoryDir } from './paths.ts';
import { settingsOf } from './settings.ts';
import { type System, startSystem } from './system.ts';

const DEMO = path.join(repositoryDir, 'deploy/demo/network.json');
const NONE = 'none';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm start`: runs all of Naru until it is told to stop. */
export async function run(args: string[]): Promise<number> {
  const { values } = readFlags(args, {
    reset: { type: 'boolean' },
    verbose: { type: 'boolean' },
    network: { type: 'string' },
    tls: { type: 'boolean' },
    together: { type: 'boolean' },
  });
  const settings = settingsOf(process.env);
  // Read before anything starts or is reset: an unreadable file must not cost the data of the run before.
  const network = values.network === NONE ? null : await readNetworkFile(values.network ?? DEMO);
  const interruption = listenForStop();
  try {
    const showLogs = values.verbose ? (text: string) => process.stdout.write(text) : undefined;
    const { reset = false, tls = false, together = false } = values;
    const system = await startSystem({ ...settings, say, showLogs, interruption, reset, tls, together });
    const ended: Promise<unknown> = interruption.aborted ? Promise.resolve() : once(interruption, 'abort');
    try {
      await Promise.race<unknown>([welcome(system, settings.dataDir, network).then(() => ended), ended]);
      say('stopping; once more Ctrl-C ends everything at once');
    } finally {
      await system.stop();
    }
    say('stopped');
    return 0;
  } catch (error) {
    if (!interruption.aborted) throw error;
    say('stopped before it was ready');
    return 130;
  }
}

async function welcome(system: System, dataDir: string, network: NetworkFile | null): Promise<void> {
  const token = await tokenOf(system);
  // A user with another issuer has tokens from it, and loads with `npm run load`.
  if (token && network) await showNetwork(system, { network, token, say });
  greet(system, { dataDir, say });
}
