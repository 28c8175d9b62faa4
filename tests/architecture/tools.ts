/** Programs that check a deployment, where the machine has them. A test that needs one that is missing counts as skipped, by its name. */
import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

interface Tool {
  name: string;
  command: string;
  /** Its own arguments, before those of the question. */
  first: readonly string[];
}

/** A variable may say where a program is: HELM, KUBERNETES_VALIDATE, PROMTOOL, DOCKER_COMPOSE */
const toolOf = (name: string, ...first: string[]): Tool => ({
  name,
  command: process.env[name.toUpperCase().replaceAll('-', '_')] || name,
  first,
});

export const HELM = toolOf('helm');
export const KUBERNETES_VALIDATE = toolOf('kubernetes-validate');
export const PROMTOOL = toolOf('promtool');
/** Compose as a program of its own; the plugin of docker is `docker compose`. */
export const COMPOSE = toolOf('docker-compose');

const VERSION: Readonly<Record<string, string>> = { helm: 'version', 'docker-compose': 'version' };

const isThere = ({ name, command }: Tool): boolean => spawnSync(command, [VERSION[name] ?? '--version']).status === 0;

/** A test that needs these programs. */
export function testWith(tools: readonly Tool[], name: string, work: () => void | Promise<void>): void {
  const missing = tools.filter((tool) => !isThere(tool)).map((tool) => tool.name);
  if (missing.length === 0) test(name, work);
  else test.skip(`${name} (${missing.join(', ')} is not here)`, work);
}

export interface Answer {
  status: number | null;
  output: string;
  /** What it says besides. */
  complaint: string;
}

export function ask({ command, first }: Tool, args: readonly string[], { cwd, input, env }: Asking = {}): Answer {
  const options = {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], options);
  return { status, output: stdout, complaint: error?.message ?? stderr };
}

interface Asking {
  cwd?: string;
  input?: string;
  env?: NodeJS.ProcessEnv;
}
