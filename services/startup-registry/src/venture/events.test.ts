/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { bareOf } from '@naru/contracts/hidden';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
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
  erasure: undefined,
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
const acknowledgement = { service: 'program', at, erased: [{ what: 'application', count: 2 }] };
const erasure = { at, askedBy: 'secretary', reason: 'a court asked for it', acknowledgements: [acknowledgement] };
const gone: Venture = { ...draft, state: 'CLOSED', brn: '', profile: VentureProfile.fromPartial({}), erasure };
const happened: [VentureEvent, Venture][] = [
  [{ type: 'VentureRegistered', venture: draft }, draft],
  [{ type: 'VentureUpdated', profile: draft.profile }, shared],
  [{ type: 'VentureVerified' }, draft],
  [{ type: 'VentureConsented', consent }, draft],
  [{ type: 'VenturePublished' }, shared],
  [
    { type: 'VentureConsentWithdrawn', at },
    { ...shared, consents: [{ ...consent, withdrawnAt: at }] },
  ],
  [{ type: 'VentureSuspended' }, { ...shared, state: 'SUSPENDED' }],
  [{ type: 'VentureResumed' }, shared],
  [{ type: 'VentureClosed' }, { ...draft, state: 'CLOSED' }],
  [{ type: 'VentureErased', erasure }, gone],
  [{ type: 'VentureErasureAcknowledged', acknowledgement }, gone],
];
const published = [...happened.map(([event, venture]) => publish(event, venture)), snapshot(shared)];
const golden = goldenEvents({ published, of: 'naru.registry.venture.', at: import.meta.url });

const reference = { ventureId: draft.id, centreId: 'KR-27' };

test('only a discoverable venture shows its profile, and a hidden one its id, centre and state', () => {
  const read = (type: string) => VenturePublished.decode(golden(type));
  expect(read('naru.registry.venture.published.v1').profile).toEqual(draft.profile);
  for (const type of ['registered', 'verified', 'consented'] as const)
    expect(read(`naru.registry.venture.${type}.v1`).profile).toBeUndefined();
  for (const [type, state] of [
    ['consent_withdrawn', 'PUBLISHED'],
    ['suspended', 'SUSPENDED'],
    ['closed', 'CLOSED'],
    ['erased', 'CLOSED'],
    ['erasure_acknowledged', 'CLOSED'],
  ] as const)
    expect(read(`naru.registry.venture.${type}.v1`)).toEqual(VenturePublished.fromPartial({ ...reference, state }));
});

test('of every event of a hidden venture only its id, centre and state may remain', () => {
  const [withdrawn] = published.filter(({ event }) => event.hides);
  const hider = withdrawn && { type: withdrawn.event.type, data: withdrawn.data };
  for (const { event, data } of published) {
    const left = bareOf(event.type, data, hider);
    const { state } = VenturePublished.decode(data);
    expect(VenturePublished.decode(left)).toEqual(VenturePublished.fromPartial({ ...reference, state }));
    // What is bare stays as it is, so that it is known by its bytes.
    expect(Buffer.from(bareOf(event.type, left)).equals(Buffer.from(left))).toBe(true);
    // Releases before this one kept the id alone: the hiding event says the rest.
    const old = VenturePublished.encode(VenturePublished.fromPartial({ ventureId: draft.id })).finish();
    expect(VenturePublished.decode(bareOf(event.type, old, hider))).toMatchObject({ ...reference, state: 'PUBLISHED' });
  }
});
