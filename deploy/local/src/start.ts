import { once } from 'node:events';
import { readFlags } from './arguments.ts';
import { greet } from './greeting.ts';
import { listenForStop } from './interruption.ts';
import { settingsOf } from './settings.ts';
import { startSystem } from './system.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm start`: runs all of Naru until it is asked to stop. */
export async function run(args: string[]): Promise<number> {
  const { values } = readFlags(args, { reset: { type: 'boolean' }, verbose: { type: 'boolean' } });
  const settings = settingsOf(process.env);
  const interruption = listenForStop();
  try {
    const showLogs = values.verbose ? (text: string) => process.stdout.write(text) : undefined;
    const system = await startSystem({ ...settings, say, showLogs, interruption, reset: values.reset ?? false });
    await greet(system, { dataDir: settings.dataDir, say });
    if (!interruption.aborted) await once(interruption, 'abort');
    say('stopping; once more Ctrl-C ends everything at once');
    await system.stop();
    say('stopped');
    return 0;
  } catch (error) {
    if (!interruption.aborted) throw error;
    say('stopped before it was ready');
    return 130;
  }
}
