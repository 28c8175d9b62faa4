import { expect } from '@jest/globals';
import { root } from './source.ts';
import { ask, COMPOSE, testWith } from './tools.ts';

const BASE = ['--file', 'deploy/compose.yaml', '--env-file', 'deploy/compose.env.example'];
const SECRETS = ['--file', 'deploy/compose.secrets.yaml'];

interface Loaded {
  services: Record<string, { deploy?: { replicas?: number; resources?: { limits?: { memory?: string } } } }>;
}

const loaded = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Loaded => {
  const { status, output, complaint } = ask(COMPOSE, [...args, 'config', '--format', 'json'], { cwd: root, env });
  if (status !== 0) throw new Error(complaint);
  return JSON.parse(output) as Loaded;
};

testWith([COMPOSE], 'docker-compose: takes both files, and what is set counts', () => {
  expect(Object.keys(loaded(BASE).services)).toContain('gateway');
  expect(Object.keys(loaded([...BASE, ...SECRETS]).services)).toContain('gateway');
  const { gateway, notification } = loaded(BASE, {
    GATEWAY_REPLICAS: '2',
    GATEWAY_PORT: '8080-8081',
    SERVICE_MEMORY: '512m',
  }).services;
  expect(gateway?.deploy?.replicas).toBe(2);
  expect(notification?.deploy?.resources?.limits?.memory).toBe(String(512 * 2 ** 20));
});
