import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { settingsOf } from './settings.ts';
import { run } from './start.ts';

const dataDir = process.env.NARU_DATA;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'naru-start-'));
  process.env.NARU_DATA = folder;
});
afterEach(() => {
  if (dataDir === undefined) delete process.env.NARU_DATA;
  else process.env.NARU_DATA = dataDir;
  rmSync(folder, { recursive: true });
});

test('an unreadable network file ends the start before anything is reset', async () => {
  writeFileSync(path.join(folder, 'kept'), '');
  const broken = path.join(folder, 'network.json');
  const start = () => run(['--reset', '--network', broken]);
  await expect(start()).rejects.toThrow('cannot be read as JSON (ENOENT)');
  writeFileSync(broken, '{}');
  await expect(start()).rejects.toThrow('is not a network file');
  expect(readdirSync(folder).sort()).toEqual(['kept', 'network.json']);
});

test('an empty PORT counts as missing', () => {
  expect(settingsOf({ PORT: '' }).port).toBe(8080);
});
