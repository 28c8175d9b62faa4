import path from 'node:path';
import { repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';

/** A check of the source text by a tool, whose exit code is the answer. */
export interface Check {
  name: string;
  tool: string;
  args: string[];
}

const OWN_PROTOS = ['--path', 'proto/naru'];
const CONTRACT = 'libs/contracts/image.binpb';
const RELEASED_CONTRACT = 'proto/released.binpb';
// Callers have bytes and JSON, so breaks of both are refused.
const BREAKING = JSON.stringify({ version: 'v2', breaking: { use: ['WIRE_JSON'] } });

export const CHECKS: Check[] = [
  { name: 'format', tool: 'biome', args: ['ci', '--error-on-warnings', '--colors=off'] },
  { name: 'types', tool: 'tsc', args: ['--build'] },
  { name: 'proto', tool: 'buf', args: ['lint', ...OWN_PROTOS] },
  { name: 'proto', tool: 'buf', args: ['format', '--diff', '--exit-code', ...OWN_PROTOS] },
  { name: 'proto', tool: 'buf', args: ['breaking', CONTRACT, '--against', RELEASED_CONTRACT, '--config', BREAKING] },
  { name: 'packages', tool: 'node', args: ['deploy/local/src/audit.ts'] },
];

/** Returns the tool's complaint, or null if it has none. */
export async function complaintOf({ tool, args }: Check, interruption: AbortSignal): Promise<string | null> {
  const command = tool === 'node' ? process.execPath : path.join(repositoryDir, 'node_modules', '.bin', tool);
  const { code, output } = await runProgram(command, args, { cwd: repositoryDir, interruption });
  return code === 0 ? null : output;
}
