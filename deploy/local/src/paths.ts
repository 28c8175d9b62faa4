import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryDir = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder that holds all that a run keeps; git ignores the default one. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return path.resolve(repositoryDir, env.NARU_DATA ?? '.naru');
}

/** The servers are installed once and shared by every run, whichever data folder that run uses. */
export function pythonDirOf(env: NodeJS.ProcessEnv): string {
  return path.join(dataDirOf(env), 'python');
}
