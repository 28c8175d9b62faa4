/** The bus and the database lose what they had, or have no more room for it. */
import { cpSync, globSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Load, openLoad } from '../load.ts';
import { eventIds, outboxesEmpty, republished } from '../observe.ts';
import { PACE } from '../pace.ts';
import { expectSound } from '../sound.ts';
import { publishedVenture } from '../stories.ts';
import { CONTEXTS, SERVICES } from '../system.ts';
import { type Disk, NO_DISKS, openDisk } from './disk.ts';
import { ALL, logged, type Pair, REPLICAS, startPair, whileDown } from './pair.ts';
import { cannotRun, where } from './skipped.ts';

jest.setTimeout(PACE.testMs);

type Server = 'nats' | 'database';

let naru: Pair;
let load: Load;
const disks = new Map<Server, Disk>();

beforeAll(async () => {
  const ground = (dataDir: string) => {
    if (NO_DISKS) return;
    for (const name of ['nats', 'database'] as const) disks.set(name, openDisk(path.join(dataDir, name)));
  };
  naru = await startPair({ ground });
  load = openLoad(naru);
});

afterAll(async () => {
  await naru?.stop();
  for (const disk of disks.values()) disk.remove();
});

const idle = async () => {};
const LOST = 'the bus has lost events';
const AHEAD = 'the stream knows more than the database';
const noticed = () => logged(naru, REPLICAS, LOST);
const folderOf = (name: Server) => realpathSync(path.join(naru.dataDir, name));

/** What lies in the folder of a server goes, and that of another folder takes its place. */
function replace(name: Server, by?: string): void {
  const folder = folderOf(name);
  for (const entry of readdirSync(folder)) rmSync(path.join(folder, entry), { recursive: true });
  if (by) cpSync(by, folder, { recursive: true });
}

/** A copy of the folder of a server at one moment. */
function copied(name: Server): string {
  const copy = path.join(naru.dataDir, `${name}-before`);
  naru.child(name).kill('SIGSTOP');
  cpSync(folderOf(name), copy, { recursive: true });
  naru.child(name).kill('SIGCONT');
  return copy;
}

/** Those that hear of ventures halt, ventures are published, and everything stands in the streams. */
async function withUnread(numbers: readonly number[], work: () => Promise<void>): Promise<void> {
  const readers = REPLICAS.filter((name) => /^(matching|notification|outcome)/.test(name));
  await eventually(() => outboxesEmpty(naru));
  for (const name of readers) naru.child(name).kill('SIGSTOP');
  for (const number of numbers) await publishedVenture(naru.client, `v-${number}`);
  await eventually(() => outboxesEmpty(naru));
  await work();
  for (const name of readers) naru.child(name).kill('SIGCONT');
}

/** Flips a bit in the newest messages of an owner. */
function flipABit(context: string): void {
  const [file] = globSync(`${folderOf('nats')}/**/naru_${context}/msgs/*.blk`)
    .map((name) => ({ name, bytes: statSync(name).size }))
    .sort((a, b) => b.bytes - a.bytes);
  if (!file) throw new Error(`no file has the events of ${context}`);
  const bytes = readFileSync(file.name);
  const at = Math.floor(bytes.length * 0.9);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file.name, bytes);
}

test('bit flip: a bit of a stream turns while the bus is away; its owner notices, and sends again', async () => {
  await load.during(idle);
  const before = noticed();
  await withUnread([9001, 9002, 9003], () => whileDown(naru, 'nats', () => flipABit('registry')));
  await eventually(() => noticed() > before, { withinMs: 60_000 });
  await load.during(idle);
  await expectSound(naru);
});

cannotRun(
  'bit flip: a bit of the database turns',
  'the embedded server keeps one copy of its files and has nothing to mend them from; a backup is restored, as below',
);

test('rollback: the folder of the bus is an older one, in which less was said', async () => {
  await load.during(idle);
  const old = copied('nats');
  await load.during(idle, { kinds: ['introduced', 'hidden'] });
  const before = noticed();
  await withUnread([9101, 9102], () => whileDown(naru, 'nats', () => replace('nats', old)));
  await eventually(() => noticed() > before, { withinMs: 60_000 });
  await load.during(idle);
  await expectSound(naru);
});

test('loss of the bus: its folder is deleted with events that nobody has read; the owners send them again', async () => {
  await load.during(idle);
  const before = noticed();
  await withUnread([9201, 9202, 9203], () => whileDown(naru, 'nats', () => replace('nats')));
  await eventually(() => noticed() > before, { withinMs: 60_000 });
  await load.during(idle);
  await expectSound(naru);
});

test('rollback: the databases are those of a backup; after restart and republish nothing is left of what came later, although the bus is not emptied', async () => {
  await load.during(idle);
  await expectSound(naru);
  const [old, then, commands] = [copied('database'), await eventIds(naru), naru.client.commands.length];
  await load.during(idle, { kinds: ['introduced', 'hidden'] });
  await expectSound(naru);
  const gone = [...(await eventIds(naru))].filter((id) => !then.has(id));
  expect(gone.length).toBeGreaterThan(0);
  // Services are stopped before a restore: they would go on from what they remember.
  for (const name of REPLICAS) naru.child(name).kill('SIGSTOP');
  await whileDown(naru, 'database', () => replace('database', old));
  const back = REPLICAS.map((name) => naru.child(name).restarted());
  for (const name of REPLICAS) naru.child(name).kill('SIGKILL');
  await Promise.all(back);
  expect([...(await eventIds(naru))].filter((id) => gone.includes(id))).toEqual([]);
  // The bus was not emptied: it tells of a time that is gone, and nobody publishes behind that without an operator's word.
  const refusing = SERVICES.filter((name) => logged(naru, [name, `${name}-2`], AHEAD) > 0);
  expect(refusing).toContain('startup-registry');
  naru.client.forget(commands);
  naru.partner.forget(gone);
  for (const context of Object.values(CONTEXTS)) await republished(naru, context);
  await load.during(idle, { kinds: ALL });
  await expectSound(naru);
});

const onDisks = where(NO_DISKS);

for (const name of ['nats', 'database'] as const)
  onDisks(
    `disk full: ${name} can write no more, and with room again nothing that was acknowledged is lost`,
    async () => {
      const disk = disks.get(name) as Disk;
      const before = naru.child(name).pid;
      await load.during(
        async () => {
          const back = naru.child(name).restarted();
          expect(disk.fill()).toBeGreaterThan(0);
          // The supervisor finds that it refuses every write. What it deletes meanwhile makes no room.
          await eventually(() => disk.fill() >= 0 && naru.child(name).pid !== before, {
            withinMs: 120_000,
            everyMs: 200,
          });
          disk.clear();
          await back;
        },
        { stories: 40, kinds: ALL },
      );
      await expectSound(naru);
    },
  );
