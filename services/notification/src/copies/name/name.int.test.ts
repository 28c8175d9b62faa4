import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
import { EventPlanned, RoundOpened } from '@naru/contracts/program/v1/events';
import { VenturePublished, VentureRegistered, VentureVerified } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { realAmbient } from '@naru/kit/ambient';
import { type Ground, startGround } from '@naru/testing/ground';
import { type NameCopies, nameCopies } from './store.ts';

let ground: Ground;
let names: NameCopies;
beforeAll(async () => {
  ground = await startGround();
  names = nameCopies({ ...ground.database, ambient: realAmbient });
}, 30_000);
afterAll(() => ground?.remove());

const hear = (type: string, message: object, version: number) =>
  names
    .handlers()
    .find((handler) => handler.type === type)
    ?.handle({ message, type, version } as never);

const name = { ko: '나루', en: 'Naru' };
const profile = VentureProfile.fromPartial({ name });

test('an event with only an id does not remove the known centre', async () => {
  const published = VenturePublished.fromPartial({ ventureId: 'ven_a', centreId: 'KR-27', profile });
  await hear('naru.registry.venture.published.v1', published, 1);
  expect((await names.of(['ven_a'])).get('ven_a')).toEqual({ name });
  await hear('naru.registry.venture.registered.v1', VentureRegistered.fromPartial({ ventureId: 'ven_a' }), 2);
  expect(await names.centreOf('ven_a')).toBe('KR-27');
  expect((await names.of(['ven_a'])).get('ven_a')).toBeUndefined();
});

test('a late event adds the centre', async () => {
  await hear('naru.registry.venture.published.v1', VenturePublished.fromPartial({ ventureId: 'ven_late' }), 4);
  await expect(names.centreOf('ven_late')).rejects.toMatchObject({ kind: 'not_found' });
  const registered = VentureRegistered.fromPartial({ ventureId: 'ven_late', centreId: 'KR-27' });
  await hear('naru.registry.venture.registered.v1', registered, 1);
  expect(await names.centreOf('ven_late')).toBe('KR-27');
});

test('every event that names the centre has a handler, also that of the verification', async () => {
  const verified = VentureVerified.fromPartial({ ventureId: 'ven_v', centreId: 'KR-26' });
  await hear('naru.registry.venture.verified.v1', verified, 2);
  expect(await names.centreOf('ven_v')).toBe('KR-26');
});

test('an investor keeps its name beside those of ventures', async () => {
  const investor = { id: 'inv_a', name };
  await hear('naru.investor.profile.registered.v1', ProfileRegistered.fromPartial({ investor }), 1);
  expect(await names.of(['inv_a', 'ven_unknown'])).toEqual(new Map([['inv_a', { name }]]));
});

test('a round is known with the event for which it selects teams, and that event with its place', async () => {
  const place = { ko: '헬싱키', en: 'Helsinki' };
  await hear(
    'naru.program.round.opened.v1',
    RoundOpened.fromPartial({ round: { id: 'rnd_a', name, eventId: 'evt_a' } }),
    1,
  );
  await hear('naru.program.event.planned.v1', EventPlanned.fromPartial({ event: { id: 'evt_a', name, place } }), 1);
  expect(await names.of(['rnd_a'])).toEqual(
    new Map([
      ['rnd_a', { name, eventId: 'evt_a' }],
      ['evt_a', { name, place }],
    ]),
  );
});
