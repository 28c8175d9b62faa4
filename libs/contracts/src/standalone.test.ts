/** proto/ is complete: with this folder alone, any tool can make stubs from it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../../..');
const protoc = createRequire(import.meta.url).resolve('protoc/protoc.cjs');
let alone: string;

beforeAll(() => {
  alone = mkdtempSync(path.join(tmpdir(), 'naru-proto-'));
  cpSync(path.join(root, 'proto'), path.join(alone, 'proto'), { recursive: true });
});
afterAll(() => rmSync(alone, { recursive: true }));

function compile(): { status: number | null; said: string } {
  const files = readdirSync(path.join(alone, 'proto'), { recursive: true, encoding: 'utf8' });
  const protos = files.filter((file) => file.endsWith('.proto'));
  const args = [protoc, '-I', 'proto', ...protos, `--descriptor_set_out=${devNull}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: alone, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('protoc compiles it without any other folder and without a warning', () => {
  expect(compile()).toEqual({ status: 0, said: '' });
});

test('buf builds it without the settings of this repository', () => {
  const buf = path.join(root, 'node_modules/.bin/buf');
  execFileSync(buf, ['build', 'proto', '-o', devNull], { cwd: alone });
});

test('a missing file is found', () => {
  rmSync(path.join(alone, 'proto/google/api/http.proto'));
  const { status, said } = compile();
  expect(status).not.toBe(0);
  expect(said).toContain('google/api/http.proto');
});
