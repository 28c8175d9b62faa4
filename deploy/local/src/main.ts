import { asTrouble, Trouble } from './trouble.ts';

/** Each command is a file. Its `run` returns the exit code. */
type Command = (args: string[]) => Promise<number>;

const COMMANDS: Record<string, string> = {
  start: './start.ts',
  test: './test.ts',
  faults: './faults.ts',
  bench: '../../../tests/bench/src/main.ts',
  mutate: '../../../tests/mutate/main.ts',
  fuzz: '../../../tests/fuzz/main.ts',
  load: './load.ts',
  token: './token.ts',
  bus: './bus.ts',
  timetable: './timetable.ts',
  assignment: './assignment.ts',
  ranking: './ranking.ts',
  golden: './golden.ts',
  journal: './journal.ts',
  ops: './ops.ts',
  versions: './versions.ts',
  'check-deploy': './check-deploy.ts',
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const file = COMMANDS[name];
  if (!file) throw new Trouble(`give one of these commands: ${Object.keys(COMMANDS).join(', ')}`, 2);
  const { run } = (await import(file)) as { run: Command };
  return run(args);
}

/** A long answer into a pipe is still being written when `run` has ended. An exit at once would cut it off. */
const said = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));

async function leave(exitCode: number): Promise<never> {
  await Promise.all([said(process.stdout), said(process.stderr)]);
  process.exit(exitCode);
}

// A reader that stops early, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await leave(await main(process.argv.slice(2)));
} catch (error) {
  const trouble = asTrouble(error);
  console.error(trouble ? `naru: ${trouble.message}` : error);
  await leave(trouble?.exitCode ?? 1);
}
