import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { identify } from './process-identity.ts';
import { clearRun, findRun, RunFile } from './run-file.ts';

const CLAIM_AND_SPAWN = path.join(import.meta.dirname, '..', 'fixtures', 'claim-and-spawn.mjs');

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'naru-run-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** A supervisor in its own process, and the child that it started. */
async function supervisor() {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const process_ = spawn(process.execPath, [CLAIM_AND_SPAWN, dataDir], { stdio });
  const [said] = (await once(process_.stdout, 'data')) as [Buffer];
  const end = async () => {
    const exited = once(process_, 'exit');
    process_.kill('SIGKILL');
    await exited;
  };
  return { orphan: Number(said.toString()), end };
}

test('the processes of a killed run are ended, and the folder is free again', async () => {
  const { orphan, end } = await supervisor();
  await end();
  expect(identify(orphan)).not.toBeNull();
  const file = await RunFile.claim(dataDir);
  expect(identify(orphan)).toBeNull();
  file.release();
  expect(existsSync(path.join(dataDir, 'run.json'))).toBe(false);
});

test('if another run lives, nothing is changed', async () => {
  const { orphan, end } = await supervisor();
  expect(findRun(dataDir)?.children.sleeper?.pid).toBe(orphan);
  await expect(RunFile.claim(dataDir)).rejects.toThrow(
    /^Naru already runs in .* \(process \d+\); stop that one first$/,
  );
  expect(await clearRun(dataDir)).toBe(false);
  expect(identify(orphan)).not.toBeNull();
  await end();
  expect(await clearRun(dataDir)).toBe(true);
});

test('a process that only has the same id as an old one is kept', async () => {
  const file = await RunFile.claim(dataDir);
  file.addChild('self', process.pid);
  const run = findRun(dataDir);
  expect(run?.supervisor.pid).toBe(process.pid);
  file.release();
  expect(findRun(dataDir)).toBeNull();
});
