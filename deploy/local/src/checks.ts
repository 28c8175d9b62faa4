import path from 'node:path';
import { repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';

/** One question to the source text that a tool answers with its exit code. */
export interface Check {
  name: string;
  tool: string;
  args: string[];
}

const OWN_PROTOS = ['--path', 'proto/naru'];
const CONTRACT = 'libs/contracts/image.binpb';
const RELEASED_CONTRACT = 'proto/released.binpb';
// Callers hold bytes and JSON: what breaks either is refused.
const BREAKING = JSON.stringify({ version: 'v2', breaking: { use: ['WIRE_JSON'] } });

export const CHECKS: Check[] = [
  { name: 'format', tool: 'biome', args: ['ci', '--error-on-warnings', '--colors=off'] },
  { name: 'types', tool: 'tsc', args: ['--build'] },
  { name: 'proto', tool: 'buf', args: ['lint', ...OWN_PROTOS] },
  { name: 'proto', tool: 'buf', args: ['format', '--diff', '--exit-code', ...OWN_PROTOS] },
  { name: 'proto', tool: 'buf', args: ['breaking', CONTRACT, '--against', RELEASED_CONTRACT, '--config', BREAKING] },
];

/** Answers with the tool's complaint, or null when it has none. */
export async function complaintOf({ tool, args }: Check, interruption: AbortSignal): Promise<string | null> {
  const command = path.join(repositoryDir, 'node_modules', '.bin', tool);
  const { code, output } = await runProgram(command, args, { cwd: repositoryDir, interruption });
  return code === 0 ? null : output;
}
