import { existsSync } from 'node:fs';
import path from 'node:path';
import { repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';

/** One question to the source text that a tool answers with its exit code. */
export interface Check {
  name: string;
  tool: string;
  args: string[];
}

const RELEASED_CONTRACT = 'proto/released.binpb';
const OWN_PROTOS = ['--path', 'proto/naru'];

/** Every check there is; the last one once a contract was released that callers may rely on. */
export const CHECKS: Check[] = [
  { name: 'format', tool: 'biome', args: ['ci', '--error-on-warnings', '--colors=off'] },
  { name: 'types', tool: 'tsc', args: ['--noEmit'] },
  { name: 'proto', tool: 'buf', args: ['lint', ...OWN_PROTOS] },
  { name: 'proto', tool: 'buf', args: ['format', '--diff', '--exit-code', ...OWN_PROTOS] },
  ...(existsSync(path.join(repositoryDir, RELEASED_CONTRACT))
    ? [{ name: 'proto', tool: 'buf', args: ['breaking', '--against', RELEASED_CONTRACT, ...OWN_PROTOS] }]
    : []),
];

/** Answers with the tool's complaint, or null when it has none. */
export async function complaintOf({ tool, args }: Check, interruption: AbortSignal): Promise<string | null> {
  const command = path.join(repositoryDir, 'node_modules', '.bin', tool);
  const { code, output } = await runProgram(command, args, { cwd: repositoryDir, interruption });
  return code === 0 ? null : output;
}
