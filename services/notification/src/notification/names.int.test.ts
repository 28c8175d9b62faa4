import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { VenturePublished, VentureRegistered } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { type Ground, startGround } from '@naru/testing/ground';
import { namesIn } from './names.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

test('news that has only its id left does not take away the centre that is known', async () => {
  const { handlers, centreOf, of } = namesIn(ground.database.db);
  const hear = (type: string, message: object, version: number) =>
    handlers.find((handler) => handler.type === type)?.handle({ message, version } as never);
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' } });
  const published = VenturePublished.fromPartial({ ventureId: 'ven_a', centreId: 'KR-27', profile });
  await hear('naru.registry.venture.published.v1', published, 1);
  await hear('naru.registry.venture.registered.v1', VentureRegistered.fromPartial({ ventureId: 'ven_a' }), 2);
  expect(await centreOf('ven_a')).toBe('KR-27');
  expect((await of(['ven_a'])).get('ven_a')).toBeUndefined();
});
