import { asTrouble, Trouble } from './trouble.ts';

/** Each command is a file of its own whose `run` answers with the exit code. */
type Command = (args: string[]) => Promise<number>;

const COMMANDS: Record<string, string> = {
  start: './start.ts',
  test: './test.ts',
  bench: '../../../tests/bench/src/main.ts',
  load: './load.ts',
  token: './token.ts',
  timetable: './timetable.ts',
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const file = COMMANDS[name];
  if (!file) throw new Trouble(`give one of these commands: ${Object.keys(COMMANDS).join(', ')}`, 2);
  const { run } = (await import(file)) as { run: Command };
  return run(args);
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const trouble = asTrouble(error);
  console.error(trouble ? `naru: ${trouble.message}` : error);
  process.exit(trouble?.exitCode ?? 1);
}
