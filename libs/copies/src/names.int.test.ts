import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
import { CentreOpened, CentreSnapshot, OrganisationRegistered } from '@naru/contracts/registry/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import { type Ground, startGround } from '@naru/testing/ground';
import { chapter, teller } from './fixture/tell.ts';
import { nameCopies } from './names.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

const name = (en: string) => ({ ko: '', en });

test('each noun knows only its own names, by the newest event, and the owner of each', async () => {
  const { names, handlers } = nameCopies({ ...ground.database, ambient: realAmbient }, [
    'investor',
    'centre',
    'organisation',
  ]);
  const tell = teller(handlers());
  await tell(
    'inv_a',
    chapter(ProfileRegistered, 1, (id) => ({ investor: { id, name: name('an investor') } })),
  );
  await tell(
    'KR-27',
    chapter(CentreSnapshot, 4, (id) => ({ centre: { id, name: name('now') } })),
  );
  await tell(
    'KR-27',
    chapter(CentreOpened, 1, (id) => ({ centre: { id, name: name('before') } })),
  );
  await tell(
    'org_a',
    chapter(OrganisationRegistered, 1, (id) => ({ organisation: { id, name: name('a host') } })),
  );
  await tell(
    'org_nameless',
    chapter(OrganisationRegistered, 1, (id) => ({ organisation: { id } })),
  );
  const asked = ['inv_a', 'KR-27', 'org_a', 'org_nameless', 'ven_a'];
  expect(await names.investor(asked)).toEqual(
    new Map([['inv_a', { name: name('an investor'), ownership: { orgs: ['inv_a'] } }]]),
  );
  expect(await names.centre(asked)).toEqual(
    new Map([['KR-27', { name: name('now'), ownership: { centre: 'KR-27', open: true } }]]),
  );
  expect(await names.organisation(asked)).toEqual(
    new Map([['org_a', { name: name('a host'), ownership: { open: true } }]]),
  );
});
