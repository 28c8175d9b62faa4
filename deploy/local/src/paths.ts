import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryDir = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder for all data of a run; git ignores the default one. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return path.resolve(repositoryDir, env.NARU_DATA ?? '.naru');
}

/** The servers are installed once and shared by all runs, whatever their data folder. */
export function pythonDirOf(env: NodeJS.ProcessEnv): string {
  return path.join(dataDirOf(env), 'python');
}
