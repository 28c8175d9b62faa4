/** The life of a whole process: its output and its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';

const KIT = {
  ambient: new URL('./ambient.ts', import.meta.url),
  points: new URL('./points.ts', import.meta.url),
  config: new URL('./config.ts', import.meta.url),
  process: new URL('./process.ts', import.meta.url),
};
const TELEMETRY = Object.fromEntries(
  ['log', 'start', 'trace'].map((name) => [name, import.meta.resolve(`@naru/telemetry/${name}`)]),
);
const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** Runs a program that imports the kit. `during` acts on it once it has printed "running". */
async function run(body: string, during?: (kill: (signal: NodeJS.Signals) => void) => void, env = {}): Promise<Ended> {
  const program = `
    import { realAmbient as ambient } from '${KIT.ambient}';
    import { reached } from '${KIT.points}';
    import { ConfigError } from '${KIT.config}';
    import { runProcess } from '${KIT.process}';
    import { log } from '${TELEMETRY.log}';
    import { startTelemetry } from '${TELEMETRY.start}';
    import { inSpan, traceId } from '${TELEMETRY.trace}';
    const stay = setInterval(() => {}, 1_000);
    const running = (stop) => async () => ({ stop });
    ${body}
    process.stderr.write('running\\n');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let [out, err, acted] = ['', '', false];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString();
    if (acted || !err.includes('running\n')) return;
    acted = true;
    during?.((signal) => child.kill(signal));
  });
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out, err })));
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets a process finish the work in hand, and then it ends without an error',
  async (signal) => {
    const stop = `async () => { await new Promise(setImmediate); process.stderr.write('drained\\n'); }`;
    const { code, err } = await run(`await runProcess(running(${stop}), ambient);`, (kill) => kill(signal));
    expect([code, err.trim().split('\n').at(-1)]).toEqual([0, 'drained']);
  },
);

test('wrong settings are reported in plain words, and nothing else is printed', async () => {
  const { code, err, out } = await run(
    `await runProcess(async () => { throw new ConfigError('PORT: must be a number'); }, ambient);`,
  );
  expect([code, err, out]).toEqual([1, 'PORT: must be a number\n', '']);
});

test('any other error at the start is logged and ends the process', async () => {
  const { code, out } = await run(`await runProcess(async () => { throw new Error('no disk'); }, ambient);`);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ msg: 'could not start', err: { message: 'no disk' } });
});

test('a lost promise ends the process, so that a fresh one takes over', async () => {
  const lost = `Promise.reject(new Error('lost'));`;
  const { code, out } = await run(`await runProcess(running(async () => {}), ambient); ${lost}`);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ level: 60, err: { message: 'lost' } });
});

test('a log line names its trace, and holds no fields that a library added to an error', async () => {
  const { out, code } = await run(`
    startTelemetry({ service: 'test' });
    const error = Object.assign(new TypeError('broken'), { code: 121, document: 'a name' });
    log.info({ err: error }, 'outside');
    await inSpan({ name: 'work' }, async () => log.info({ id: traceId() }, 'inside'));
    log.info({ err: 'a text', id: traceId() }, 'after');
    process.exit(0);`);
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(3);
  // By their messages: a process that ends while its output is busy writes the waiting line last.
  const [outside, inside, after] = ['outside', 'inside', 'after'].map((msg) => lines.find((line) => line.msg === msg));
  expect(outside).toMatchObject({ service: 'test', err: { type: 'TypeError', message: 'broken', code: 121 } });
  expect(outside.err.stack).toContain('broken');
  expect(Object.keys(outside.err).sort()).toEqual(['code', 'message', 'stack', 'type']);
  expect(outside).not.toHaveProperty('trace_id');
  expect(inside.trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(inside.span_id).toMatch(/^[0-9a-f]{16}$/);
  expect(inside.id).toBe(inside.trace_id);
  expect(after).toMatchObject({ err: 'a text', id: '0'.repeat(32) });
});

test.each([
  ['copied', 'at 1'],
  ['copied:3', 'at 3'],
])('the failpoint %s breaks the process at the given pass, and no other failpoint does', async (armed, told) => {
  const { signal, err, isLeft } = await broken(armed);
  expect([signal, err.trim().split('\n').at(-1), isLeft]).toEqual(['SIGKILL', told, false]);
});

test('a failpoint may send another signal', async () => {
  expect(await broken('copied:2:SIGTERM')).toMatchObject({ signal: 'SIGTERM', isLeft: false });
});

async function broken(armed: string): Promise<Ended & { isLeft: boolean }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-points-'));
  folders.push(folder);
  const file = path.join(folder, 'crash');
  const arm = (kill: (signal: NodeJS.Signals) => void) => {
    writeFileSync(file, armed);
    kill('SIGUSR2');
  };
  const passing = `
    for (let time = 0; time < 5; time += 1) reached('copied');
    process.on('SIGUSR2', () => {
      for (let time = 1; time <= 5; time += 1) {
        reached('published');
        process.stderr.write('at ' + time + '\\n');
        reached('copied');
      }
    });
    `;
  return { ...(await run(passing, arm, { NARU_CRASH_FILE: file })), isLeft: existsSync(file) };
}
