import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Child } from './child.ts';
import { pickPort } from './ports.ts';
import { answersHttp } from './readiness.ts';

let dir = '';
let child: Child | null = null;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'naru-child-'));
});
afterEach(async () => {
  await child?.stop(0);
  rmSync(dir, { recursive: true });
});

const FAKE = path.join(import.meta.dirname, '..', 'fixtures', 'fake-service.mjs');

async function fakeChild({ args = [FAKE], env = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {}) {
  const port = await pickPort();
  const url = `http://127.0.0.1:${port}/readyz`;
  const program = {
    name: 'fake',
    command: process.execPath,
    args,
    cwd: dir,
    env: { ...process.env, HEALTH_PORT: String(port), ...env },
    logFile: path.join(dir, 'fake.log'),
  };
  child = new Child({ program, isReady: answersHttp(url), onSpawn: () => undefined });
  return { child, pidSeen: async () => ((await (await fetch(url)).json()) as { pid: number }).pid };
}

test('a child that is killed restarts on its port, again and again', async () => {
  const { child, pidSeen } = await fakeChild();
  await child.start();
  for (let kills = 0; kills < 3; kills += 1) {
    const before = await pidSeen();
    expect(child.pid).toBe(before);
    const back = child.restarted();
    child.kill('SIGKILL');
    await back;
    expect(await pidSeen()).not.toBe(before);
  }
});

test('a halted child still stops when asked', async () => {
  const { child } = await fakeChild();
  await child.start();
  child.kill('SIGSTOP');
  await child.stop(10_000);
  expect(() => process.kill(child.pid ?? 0, 0)).toThrow('ESRCH');
});

test('a child that ignores the request is killed after its grace time, with all processes that it started', async () => {
  const { child } = await fakeChild({ env: { FAKE_DEAF: '1' } });
  await child.start();
  await child.stop(50);
  expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
});

test('a child that dies at its first start reports its last words', async () => {
  const { child } = await fakeChild({
    args: ['-e', 'console.error("first"); console.error("no such key"); process.exit(3)'],
  });
  await expect(child.start()).rejects.toThrow(/^fake did not start: no such key \(see .*fake\.log\)$/);
});

test('a missing program is reported', async () => {
  const { child } = await fakeChild();
  const missing = new Child({
    program: {
      name: 'ghost',
      command: '/no/such/program',
      args: [],
      cwd: dir,
      env: {},
      logFile: path.join(dir, 'g.log'),
    },
    isReady: async () => false,
    onSpawn: () => undefined,
  });
  await expect(missing.start()).rejects.toThrow(/^ghost did not start: .*ENOENT/);
  expect(child.pid).toBeUndefined();
});

test('a start that is interrupted ends', async () => {
  const { child } = await fakeChild({ args: ['-e', 'setInterval(() => {}, 1000)'] });
  const interruption = new AbortController();
  const start = child.start(interruption.signal);
  interruption.abort();
  await expect(start).rejects.toThrow('stopped before fake was ready');
});
