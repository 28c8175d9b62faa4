import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { repositoryDir } from './paths.ts';
import { GATEWAY, SERVICES } from './services.ts';

let root = '';
const inRoot = (file: string) => path.join(root, file);

function write(file: string, text: string): void {
  mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  writeFileSync(inRoot(file), text);
}

/** A workspace in which installing and generating only write a line into a journal. */
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'naru-entry-'));
  cpSync(path.join(repositoryDir, 'naru.mjs'), inRoot('naru.mjs'));
  write('package.json', '{ "packageManager": "pnpm@1.2.3" }');
  write('services/one/package.json', '{}');
  write('proto/naru/one.proto', '');
  write('bin/npx', `#!/bin/sh\necho "npx $*" >> journal\nmkdir -p node_modules\necho noise\nexit \${NPX_CODE:-0}\n`);
  chmodSync(inRoot('bin/npx'), 0o755);
  const generate = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
    appendFileSync('journal', 'generate\\n');
    mkdirSync('libs/contracts/src/gen', { recursive: true });
    writeFileSync('libs/contracts/image.binpb', '');
    writeFileSync('libs/contracts/comments.binpb', '');`;
  write('libs/contracts/generate.mjs', generate);
  const main = `if (process.argv[2] === 'start') {
      process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
      console.log('ready');
      setInterval(() => {}, 1000);
    } else if (process.argv[2] === 'test') process.exit(7);
    else console.log(process.argv.slice(2).join(' '));`;
  write('deploy/local/src/main.ts', main);
});
afterEach(() => rmSync(root, { recursive: true }));

const environment = () => ({ ...process.env, PATH: `${inRoot('bin')}:${process.env.PATH}` });

function naru(args: string[], more: NodeJS.ProcessEnv = {}) {
  const env = { ...environment(), ...more };
  return spawnSync(process.execPath, [inRoot('naru.mjs'), ...args], { env, encoding: 'utf8' });
}

/** The steps that ran since the last call. */
function journal(): string[] {
  if (!existsSync(inRoot('journal'))) return [];
  const lines = readFileSync(inRoot('journal'), 'utf8').trim().split('\n');
  rmSync(inRoot('journal'));
  return lines.map((line) => line.split(' ').slice(0, 4).join(' '));
}

test('installs and generates only when something has changed', () => {
  naru(['token']);
  expect(journal()).toEqual(['npx -y pnpm@1.2.3 install', 'generate']);
  naru(['token']);
  expect(journal()).toEqual([]);
  write('services/one/package.json', '{ "dependencies": {} }');
  naru(['token']);
  expect(journal()).toEqual(['npx -y pnpm@1.2.3 install']);
  write('proto/naru/two.proto', '');
  naru(['token']);
  expect(journal()).toEqual(['generate']);
  write('pnpm-lock.yaml', 'lockfileVersion: 9');
  naru(['token']);
  expect(journal()).toEqual(['npx -y pnpm@1.2.3 install', 'generate']);
});

test('the output is only the command’s, also when packages had to be installed', () => {
  const { stdout, stderr, status } = naru(['token', '--role', 'judge']);
  expect({ stdout, status }).toEqual({ stdout: 'token --role judge\n', status: 0 });
  expect(stderr).toContain('noise');
});

test('returns the exit code', () => {
  expect(naru(['test']).status).toBe(7);
});

test('runs nothing if the installation failed, and installs again the next time', () => {
  const { stdout, status } = naru(['token'], { NPX_CODE: '3' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 3 });
  journal();
  naru(['token']);
  expect(journal()).toContain('npx -y pnpm@1.2.3 install');
});

test('refuses an unknown command with the list of commands', () => {
  const { stderr, status } = naru(['strat']);
  expect({ stderr, status }).toEqual({
    stderr: expect.stringContaining('start, test, faults, bench, mutate, load, token'),
    status: 2,
  });
  expect(journal()).toEqual([]);
});

test('passes a signal on and waits until the child has drained', async () => {
  const entry = spawn(process.execPath, [inRoot('naru.mjs'), 'start'], { env: environment() });
  let said = '';
  entry.stdout.on('data', (text) => {
    said += text;
  });
  await once(entry.stdout, 'data');
  entry.kill('SIGTERM');
  const [code] = await once(entry, 'close');
  expect({ code, said }).toEqual({ code: 0, said: 'ready\ndrained\n' });
});

test('the child stops when the entry was killed and cannot pass a signal on', async () => {
  // The replaced child need not notice this; the real one listens for the end of the channel.
  const child = `import { listenForStop } from ${JSON.stringify(path.join(repositoryDir, 'deploy/local/src/interruption.ts'))};
    const stop = listenForStop();
    const wait = setInterval(() => {}, 1000);
    stop.addEventListener('abort', () => { clearInterval(wait); console.log('noticed'); });
    console.log('ready');`;
  write('deploy/local/src/main.ts', child);
  const entry = spawn(process.execPath, [inRoot('naru.mjs'), 'start'], { env: environment() });
  await once(entry.stdout, 'data');
  entry.kill('SIGKILL');
  const [said] = (await once(entry.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('noticed\n');
});

/** A Node that says that it is an older one. */
const asNode = (version: string) => {
  const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
};

test('a Node that is too old for the entry, or for a process, is told in one line', () => {
  const env = environment();
  const entry = spawnSync(process.execPath, [...asNode('18.20.8'), inRoot('naru.mjs'), 'start'], {
    env,
    encoding: 'utf8',
  });
  expect([entry.status, entry.stderr]).toEqual([
    1,
    'naru: Node 20 or newer is needed, and this is 18.20.8; Node 24 is then brought along\n',
  ]);
  for (const { main } of [...SERVICES, GATEWAY]) {
    const { status, stderr } = spawnSync(process.execPath, [...asNode('22.23.1'), main], { env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, `Naru needs Node 24 or newer, and this is 22.23.1 (${process.execPath})\n`]);
  }
});
