/**
 * Two versions side by side, under load: each service of an earlier commit with the rest of this one. It is rolled back to the earlier
 * version, which finds what this one has stored and said, and upgraded again. `npm run versions -- COMMIT` runs it.
 */
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { readHearings } from '@naru/bus/lay';
import { CONSUMERS_FILE, committedHearings, type Hearings } from '@naru/local/bus-plan';
import { earlierTree } from '@naru/local/earlier';
import { SERVICES as ALL_SERVICES } from '@naru/local/services';
import { type Load, openLoad } from '../load.ts';
import { PACE } from '../pace.ts';
import { expectSound } from '../sound.ts';
import { type Naru, SERVICES, type ServiceName, startNaru } from '../system.ts';
import { where } from './skipped.ts';

jest.setTimeout(PACE.testMs);

const { NARU_EARLIER: earlier = '' } = process.env;
const HERE = path.join(import.meta.dirname, '../../..');

let naru: Naru | undefined;
let load: Load;
let links = '';
let tree = '';

const mainIn = (root: string, service: string) => path.join(root, 'services', service, 'src/main.ts');
const linkOf = (service: string) => path.join(links, `${service}.ts`);

/** The file that Node runs is a link. At the next start it leads to the other tree, with all that the service imports. */
function lead(service: string, root: string): void {
  symlinkSync(mainIn(root, service), `${linkOf(service)}.new`);
  renameSync(`${linkOf(service)}.new`, linkOf(service));
}

/** The bus has the durables of both versions, as during an upgrade. */
function hearings(): Hearings {
  const now = committedHearings();
  return { ...now, now: [...now.now, ...readHearings(readFileSync(path.join(tree, CONSUMERS_FILE), 'utf8'))] };
}

beforeAll(async () => {
  if (!earlier) return;
  tree = earlierTree(earlier);
  links = mkdtempSync(path.join(tmpdir(), 'naru-versions-'));
  for (const service of SERVICES) lead(service, HERE);
  const services = ALL_SERVICES.map((one) => ({ ...one, main: linkOf(one.name) }));
  naru = await startNaru({ services, hearings: hearings() });
  load = openLoad(naru);
});

afterAll(async () => {
  await naru?.stop();
  if (links) rmSync(links, { recursive: true });
});

/** Under load a service ends in order, and the supervisor starts it from the other tree. */
async function replace(service: ServiceName, root: string): Promise<void> {
  const child = naru?.child(service);
  const before = child?.pid;
  await load.during(
    async () => {
      lead(service, root);
      const back = child?.restarted();
      child?.kill('SIGTERM');
      await back;
    },
    { stories: 12, after: 2 },
  );
  expect(child?.pid).not.toBe(before);
}

const versions = where(earlier ? '' : 'npm run versions -- COMMIT names the earlier version');

for (const service of SERVICES)
  versions(
    `${service}: rolled back to the earlier version and upgraded again, nothing is lost or done twice`,
    async () => {
      if (!naru) throw new Error('nothing was started');
      for (const root of [tree, HERE]) {
        await replace(service, root);
        await load.during(async () => {}, { stories: 8 });
        await expectSound(naru);
      }
    },
  );

versions('no caller was told of a bug', async () => {
  expect(naru?.client.bugs).toEqual([]);
});
