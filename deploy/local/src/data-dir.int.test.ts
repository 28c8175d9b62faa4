import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataDir, partsOf, resetDataDir, sweepTemporaryDataDirs, temporaryDataDir } from './data-dir.ts';
import { identify } from './process-identity.ts';

const CLAIM_AND_SPAWN = path.join(import.meta.dirname, '..', 'fixtures', 'claim-and-spawn.mjs');

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'naru-data-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a sweep ends and deletes killed test runs and keeps live ones', async () => {
  const env = { NARU_DATA: root };
  const alive = temporaryDataDir(env);
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const lost = path.join(path.dirname(alive), `${ended}-lost`);
  openDataDir(lost);
  const supervisor = spawn(process.execPath, [CLAIM_AND_SPAWN, lost]);
  const [orphan] = (await once(supervisor.stdout, 'data')) as [Buffer];
  const exited = once(supervisor, 'exit');
  supervisor.kill('SIGKILL');
  await exited;
  await sweepTemporaryDataDirs(env);
  expect(identify(Number(orphan.toString()))).toBeNull();
  expect([existsSync(lost), existsSync(alive)]).toEqual([false, true]);
});

test('a reset deletes the data and keeps foreign files', () => {
  const { database, nats, issuerKey, journalKey } = partsOf(root);
  openDataDir(database);
  openDataDir(nats);
  const letter = path.join(root, 'letter.txt');
  for (const file of [issuerKey, journalKey, letter]) writeFileSync(file, '');
  resetDataDir(root);
  const left = [database, nats, issuerKey, journalKey, letter].filter((part) => existsSync(part));
  expect(left).toEqual([letter]);
});

test.each(['/dev/null/below', '/proc/below'])('a folder that cannot be created is named: %s', (folder) => {
  expect(() => openDataDir(folder)).toThrow(`the data folder ${folder} cannot be used (`);
});
