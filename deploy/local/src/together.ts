/** How one process is told the environments of several: by what is not the same for all. */
import path from 'node:path';
import { repositoryDir } from './paths.ts';

const VARIABLE = 'NARU_TOGETHER';

export const TOGETHER = 'naru';
export const TOGETHER_MAIN = path.join(repositoryDir, 'deploy/local/src/together-main.ts');

/** One environment for a process that holds these services. */
export function togetherEnvironment(environments: Readonly<Record<string, NodeJS.ProcessEnv>>): NodeJS.ProcessEnv {
  const [first = {}, ...others] = Object.values(environments);
  const isShared = (name: string) => others.every((one) => one[name] === first[name]);
  const shared = Object.fromEntries(Object.entries(first).filter(([name]) => isShared(name)));
  const own = Object.entries(environments).map(([service, env]) => [
    service,
    Object.fromEntries(Object.entries(env).filter(([name]) => !(name in shared))),
  ]);
  return { ...shared, [VARIABLE]: JSON.stringify(Object.fromEntries(own)) };
}

export const readTogether = (env: NodeJS.ProcessEnv): Record<string, NodeJS.ProcessEnv> =>
  JSON.parse(env[VARIABLE] ?? '{}') as Record<string, NodeJS.ProcessEnv>;
