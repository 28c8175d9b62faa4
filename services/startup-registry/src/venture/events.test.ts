/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { goldenEvents } from '@naru/testing/golden';
import { leftOf, publish, snapshot } from './events.ts';
import type { Venture, VentureEvent } from './venture.ts';

const at = new Date(Date.UTC(2015, 4, 11));
const draft: Venture = {
  id: 'ven_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  brn: '1248100998',
  profile: VentureProfile.fromPartial({
    name: { ko: '가온 센서', en: 'Gaon Sensor' },
    sectors: ['IOT'],
    stage: 'SEED',
    askKrw: 300_000_000,
  }),
  state: 'DRAFT',
  consents: [],
  source: undefined,
  createdAt: at,
};
const consent = {
  id: 'cns_1',
  givenBy: 'officer',
  purpose: 'SHARE_WITH_NETWORK',
  givenAt: at,
  validUntil: undefined,
  withdrawnAt: undefined,
} as const;
const shared: Venture = { ...draft, state: 'PUBLISHED', consents: [consent] };
const happened: [VentureEvent, Venture][] = [
  [{ type: 'VentureRegistered', venture: draft }, draft],
  [{ type: 'VentureUpdated', profile: draft.profile }, shared],
  [{ type: 'VentureVerified' }, draft],
  [{ type: 'VentureConsented', consent }, draft],
  [{ type: 'VenturePublished' }, shared],
  [{ type: 'VentureConsentWithdrawn', at }, draft],
  [{ type: 'VentureSuspended' }, draft],
  [{ type: 'VentureResumed' }, shared],
  [{ type: 'VentureClosed' }, draft],
];
const published = [...happened.map(([event, venture]) => publish(event, venture)), snapshot(shared)];
const golden = goldenEvents({ published, of: 'naru.registry.venture.', at: import.meta.url });

test('only a discoverable venture shows its profile, and a hidden one only its id', () => {
  const read = (type: string) => VenturePublished.decode(golden(type));
  expect(read('naru.registry.venture.published.v1').profile).toEqual(draft.profile);
  for (const type of ['registered', 'verified', 'consented'] as const)
    expect(read(`naru.registry.venture.${type}.v1`).profile).toBeUndefined();
  for (const type of ['consent_withdrawn', 'suspended', 'closed'] as const) {
    expect(read(`naru.registry.venture.${type}.v1`)).toEqual(VenturePublished.fromPartial({ ventureId: draft.id }));
  }
});

test('only the id may remain of every event of a hidden venture', () => {
  const types = published.map(({ event }) => event.type).filter((type) => !type.endsWith('.snapshot.v1'));
  expect(types.length).toBeGreaterThan(8);
  for (const type of types)
    expect(VenturePublished.decode(leftOf({ type, aggregate: draft.id }))).toEqual(
      VenturePublished.fromPartial({ ventureId: draft.id }),
    );
});
