/** A replica that is halted with its decision in hand, while another one takes over its work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { createClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '../../fixture/jury.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const PATIENCE = { withinMs: 40_000, everyMs: 50 };

let ground: Ground;
let folder: string;
let child: ChildProcess | undefined;
let log = '';

beforeAll(async () => {
  ground = await startGround();
  folder = mkdtempSync(path.join(tmpdir(), 'naru-lease-'));
}, 60_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await ground?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A replica of its own process, with a client of the secretariat. */
async function replica(crashFile: string) {
  const port = await freePort();
  const env = { ...process.env, ...ground.stack.env, GRPC_PORT: String(port), LOG_LEVEL: 'info', PORT: '0' };
  child = spawn(process.execPath, [MAIN], {
    env: { ...env, NARU_CRASH_FILE: crashFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const output of [child.stdout, child.stderr]) output?.on('data', (text: Buffer) => (log += text.toString()));
  const token = () => ground.stack.tokenOf('secretariat', { role: 'network_admin' });
  return createClient(JudgingServiceDefinition, `127.0.0.1:${port}`, { token });
}

test('an assignment that is applied stays applied when the halted replica that searched for it goes on', async () => {
  const { stack, admin } = ground;
  for (const centreId of ['KR-11', 'KR-26', 'KR-41']) await ground.newJudge({ centreId });
  const { roundId } = await ground.planned(3, { panel: { panelSize: 2 } });
  const stored = () => stack.database('program').collection('judge_assignment').findOne({ 'state.roundId': roundId });
  await stack.stopService('program');

  const crashFile = path.join(folder, 'crash');
  const first = await replica(crashFile);
  await eventually(() => first.getJudging({ roundId }).then(Boolean, () => false), PATIENCE);
  writeFileSync(crashFile, 'change.decided:1:SIGSTOP');
  child?.kill('SIGUSR2');
  await first.solveAssignment({ roundId, seconds: 2 });
  await eventually(() => !existsSync(crashFile), PATIENCE);
  expect(await stored()).toBeNull();

  await stack.restart('program');
  await eventually(async () => (await stored())?.state.state === 'PROPOSED', PATIENCE);
  await admin.adoptAssignment({ roundId });
  const applied = await eventually(async () => {
    const found = await stored();
    return found?.state.state === 'APPLIED' && found.outbox.length === 0 && found;
  }, PATIENCE);
  const { reviews } = await admin.listReviews({ roundId });

  child?.kill('SIGCONT');
  await eventually(() => log.includes('another replica goes on with an operation'), PATIENCE);
  expect(await stored()).toEqual(applied);
  expect((await admin.listReviews({ roundId })).reviews.map(({ etag }) => etag)).toEqual(
    reviews.map(({ etag }) => etag),
  );
  first.close();
}, 120_000);
