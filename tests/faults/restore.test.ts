/** The drill: a backup by the operator's command, work that comes later, and the restore by the book. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Load, openLoad } from './load.ts';
import { eventIds, republished } from './observe.ts';
import { PACE } from './pace.ts';
import { expectSound } from './sound.ts';
import { CONTEXTS, type Naru, SERVICES, startNaru } from './system.ts';

jest.setTimeout(PACE.testMs);

let naru: Naru;
let load: Load;
let folder = '';

beforeAll(async () => {
  naru = await startNaru();
  load = openLoad(naru);
  folder = mkdtempSync(path.join(tmpdir(), 'naru-drill-'));
});

afterAll(async () => {
  await naru?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const MAIN = path.join(import.meta.dirname, '../../deploy/local/src/main.ts');

/** An operator's command on this machine. @returns its code and what it says */
async function ops(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, NARU_DATA: naru.dataDir, MONGODB_URI: '', NATS_URL: '' };
  const {
    stdout = '',
    stderr = '',
    code = 0,
  } = (await promisify(execFile)(process.execPath, [MAIN, 'ops', ...args], { env }).catch(
    (error: { stdout: string; stderr: string; code: number }) => error,
  )) as { stdout: string; stderr: string; code?: number };
  return { code, said: stdout + stderr };
}

const idle = async () => {};
const backup = () => path.join(folder, 'backup');

/** The ids of the events in all streams. */
async function idsInStreams(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const context of Object.values(CONTEXTS)) {
    const { streams } = naru.streams(context);
    const { state } = await streams.info(`naru_${context}`);
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await streams.getMessage(`naru_${context}`, { seq }).catch(() => null);
      if (message) found.add(message.header.get('ce-id'));
    }
  }
  return found;
}

const logged = (text: string): number =>
  SERVICES.map(
    (name) => readFileSync(path.join(naru.dataDir, 'logs', `${name}.log`), 'utf8').split(text).length - 1,
  ).reduce((sum, count) => sum + count);

test('a backup while Naru runs is refused, and so is a folder that is none', async () => {
  expect(await ops('backup', backup())).toEqual({
    code: 1,
    said: expect.stringMatching(/Naru runs in .*: stop it first/),
  });
  expect(existsSync(backup())).toBe(false);
  expect(await ops('restore', folder)).toEqual({
    code: 1,
    said: expect.stringMatching(/no backup, or one that was cut off/),
  });
});

test('what was backed up is restored: nothing is left of what came later, in databases, copies or streams', async () => {
  await load.during(idle);
  await expectSound(naru);
  const [then, commands] = [await eventIds(naru), naru.client.commands.length];
  await naru.whileStopped(async () => {
    expect(await ops('backup', backup())).toEqual({
      code: 0,
      said: expect.stringMatching(/^backed up: \d{3,} documents/),
    });
    expect(await ops('check-backup', backup())).toEqual({ code: 0, said: expect.stringMatching(/^whole: /) });
    // Nobody else may read it: it has personal data.
    expect(statSync(path.join(backup(), 'manifest.json')).mode & 0o077).toBe(0);
  });
  await load.during(idle, { kinds: ['introduced', 'hidden'] });
  await expectSound(naru);
  const gone = [...(await eventIds(naru))].filter((id) => !then.has(id));
  expect(gone.length).toBeGreaterThan(0);
  await naru.whileStopped(async () => {
    expect(await ops('restore', backup())).toEqual({ code: 1, said: expect.stringMatching(/has data: with --drop/) });
    expect(await ops('restore', backup(), '--drop')).toEqual({
      code: 0,
      said: expect.stringMatching(/^restored: [\s\S]*the bus is empty/),
    });
  });
  naru.client.forget(commands);
  naru.partner.forget(gone);
  for (const context of Object.values(CONTEXTS)) await republished(naru, context);
  const left = [...(await eventIds(naru)), ...(await idsInStreams())].filter((id) => gone.includes(id));
  expect(left).toEqual([]);
  await load.during(idle);
  await expectSound(naru);
  expect(logged('the stream knows more than the database')).toBe(0);
});

test('a backup with a changed byte restores nothing', async () => {
  const file = path.join(backup(), 'registry.venture.bson.gz');
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const told = { code: 1, said: expect.stringMatching(/registry\.venture\.bson\.gz (cannot be read|is not what)/) };
  expect(await ops('check-backup', backup())).toEqual(told);
  expect(await ops('restore', backup(), '--drop')).toEqual(told);
  await eventually(() => naru.client.reaches('registry'));
});
