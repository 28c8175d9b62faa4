import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import {
  acknowledgeErasure,
  closeVenture,
  eraseVenture,
  expireConsent,
  giveConsent,
  publishVenture,
  registerVenture,
  resumeVenture,
  suspendVenture,
  updateVenture,
  verifyVenture,
  withdrawConsent,
} from './decide.ts';
import { type Consent, evolve, isComplete, isDiscoverable, type Venture, type VentureEvent } from './venture.ts';

const day = (n: number) => new Date(Date.UTC(2015, 4, n));
const profile = (name: string): Venture['profile'] => ({
  name: { ko: name, en: '' },
  summary: undefined,
  sectors: ['IOT'],
  ksic: undefined,
  products: [],
  stage: 'SEED',
  staff: undefined,
  foundedOn: undefined,
  askKrw: undefined,
  markets: [],
  certifications: [],
  excludedCountries: [],
});
const venture: Venture = {
  id: 'ven_1',
  centreId: 'KR-27',
  brn: '1248100998',
  profile: profile('나루'),
  state: 'DRAFT',
  consents: [],
  source: undefined,
  createdAt: day(1),
  erasure: undefined,
};
const consent: Consent = {
  id: 'cns_1',
  givenBy: 'officer',
  purpose: 'SHARE_WITH_NETWORK',
  givenAt: day(2),
  validUntil: undefined,
  withdrawnAt: undefined,
};
const registered: VentureEvent = { type: 'VentureRegistered', venture };
const verified: VentureEvent = { type: 'VentureVerified' };
const consented: VentureEvent = { type: 'VentureConsented', consent };
const published: VentureEvent = { type: 'VenturePublished' };
const suspended: VentureEvent = { type: 'VentureSuspended' };
const withdrawn: VentureEvent = { type: 'VentureConsentWithdrawn', at: day(3) };
const closed: VentureEvent = { type: 'VentureClosed' };
const given = scenario<Venture, VentureEvent>({ evolve });

test('register: creates a draft', () =>
  given()
    .when((v) => registerVenture(v, venture))
    .then(registered));
test('register: does nothing if repeated', () =>
  given(registered)
    .when((v) => registerVenture(v, venture))
    .nothing());

test('update: changes the profile', () =>
  given(registered)
    .when((v) => updateVenture(v, profile('새 나루')))
    .then({ type: 'VentureUpdated', profile: profile('새 나루') }));
test('update: refuses a closed venture', () =>
  given(registered, closed)
    .when((v) => updateVenture(v, profile('x')))
    .refuses('venture.closed'));
test('update: does nothing if nothing changes', () =>
  given(registered)
    .when((v) => updateVenture(v, profile('나루')))
    .nothing());

test('verify: the centre verifies a draft', () => given(registered).when(verifyVenture).then(verified));
test('verify: refuses an unknown venture', () => given().when(verifyVenture).refuses('venture.not_found'));
test('verify: does nothing if repeated', () => given(registered, verified).when(verifyVenture).nothing());

test('consent: is recorded as a receipt', () =>
  given(registered)
    .when((v) => giveConsent(v, consent))
    .then(consented));
test('consent: refuses an end before its beginning', () =>
  given(registered)
    .when((v) => giveConsent(v, { ...consent, validUntil: day(1) }))
    .refuses('venture.consent_ends_early'));
test('consent: only one is valid at a time', () =>
  given(registered, consented)
    .when((v) => giveConsent(v, consent))
    .nothing());
test('consent: another end replaces the present consent', () => {
  const renewed: VentureEvent = {
    type: 'VentureConsented',
    consent: { ...consent, id: 'cns_2', givenAt: day(3), validUntil: day(9) },
  };
  given(registered, verified, consented, published)
    .when((v) => giveConsent(v, renewed.consent))
    .then(renewed);
  const state = [registered, verified, consented, published, renewed].reduce<Venture | null>(evolve, null);
  expect(state?.consents).toEqual([{ ...consent, withdrawnAt: day(3) }, renewed.consent]);
  expect(state && isDiscoverable(state)).toBe(true);
  given(registered, renewed)
    .when((v) => expireConsent(v, day(9)))
    .then({ type: 'VentureConsentWithdrawn', at: day(9) });
});
test('consent: a repeated request does not restore a withdrawn consent', () =>
  given(registered, consented, withdrawn)
    .when((v) => giveConsent(v, { ...consent, givenAt: day(4) }))
    .nothing());
test('consent: can be given again after a withdrawal', () =>
  given(registered, consented, withdrawn)
    .when((v) => giveConsent(v, { ...consent, id: 'cns_2' }))
    .then({ type: 'VentureConsented', consent: { ...consent, id: 'cns_2' } }));

test('withdraw: is allowed in any state', () =>
  given(registered, verified, consented, published)
    .when((v) => withdrawConsent(v, day(3)))
    .then(withdrawn));
test('withdraw: is allowed when suspended', () =>
  given(registered, verified, consented, published, suspended)
    .when((v) => withdrawConsent(v, day(3)))
    .then(withdrawn));
test('withdraw: does nothing without a consent', () =>
  given(registered)
    .when((v) => withdrawConsent(v, day(3)))
    .nothing());
test('withdraw: keeps the state and hides the venture', () => {
  const state = [registered, verified, consented, published, withdrawn].reduce<Venture | null>(evolve, null);
  expect(state?.state).toBe('PUBLISHED');
  expect(state && isDiscoverable(state)).toBe(false);
  expect(state?.consents).toEqual([{ ...consent, withdrawnAt: day(3) }]);
});

const asked = { at: day(7), askedBy: 'secretary', reason: 'a court asked for it' };
const erased: VentureEvent = {
  type: 'VentureErased',
  erasure: {
    ...asked,
    acknowledgements: [{ service: 'registry', at: day(7), erased: [{ what: 'venture', count: 1 }] }],
  },
};
const answered = (service: string): VentureEvent => ({
  type: 'VentureErasureAcknowledged',
  acknowledgement: { service, at: day(8), erased: [] },
});
const erase = (v: Venture | null) => eraseVenture(v, asked);

test('erase: is allowed in any state, and happens once', () => {
  for (const life of [[registered], [registered, verified, consented, published], [registered, closed]])
    given(...life)
      .when(erase)
      .then(erased);
  given(registered, erased).when(erase).nothing();
  given().when(erase).refuses('venture.not_found');
});
test('erase: leaves the id, the centre and the record of the erasure', () => {
  const state = [registered, verified, consented, published, erased].reduce<Venture | null>(evolve, null);
  expect(state).toMatchObject({ id: 'ven_1', centreId: 'KR-27', state: 'CLOSED', brn: '', consents: [] });
  expect(JSON.stringify(state)).not.toMatch(/나루|1248100998|officer|IOT|SEED/);
});
test('an erasure is complete when each service has acknowledged it, and counts each once', () => {
  const services = ['investor', 'matching', 'program', 'ledger', 'notification'];
  const life = [registered, erased, ...services.map(answered)];
  for (const [count] of life.entries()) {
    const state = life.slice(0, count + 1).reduce<Venture | null>(evolve, null);
    expect(state?.erasure !== undefined && isComplete(state.erasure)).toBe(count === life.length - 1);
  }
  const acknowledge = (v: Venture | null) => acknowledgeErasure(v, { service: 'program', at: day(8), erased: [] });
  given(registered, erased).when(acknowledge).then(answered('program'));
  given(registered, erased, answered('program')).when(acknowledge).nothing();
  given(registered).when(acknowledge).nothing();
});

const ending: VentureEvent = { type: 'VentureConsented', consent: { ...consent, validUntil: day(5) } };
test('expire: ends a consent at its end', () =>
  given(registered, ending)
    .when((v) => expireConsent(v, day(6)))
    .then({ type: 'VentureConsentWithdrawn', at: day(5) }));
test('expire: does nothing before', () =>
  given(registered, ending)
    .when((v) => expireConsent(v, day(4)))
    .nothing());
test('expire: does not end a consent without an end', () =>
  given(registered, consented)
    .when((v) => expireConsent(v, day(30)))
    .nothing());

test('publish: shares the venture', () => given(registered, verified, consented).when(publishVenture).then(published));
test('publish: refuses a draft', () =>
  given(registered, consented).when(publishVenture).refuses('venture.not_verified'));
test('publish: refuses without consent', () =>
  given(registered, verified).when(publishVenture).refuses('venture.consent_missing'));
test('publish: refuses a suspended venture', () =>
  given(registered, verified, consented, published, suspended).when(publishVenture).refuses('venture.suspended'));
test('publish: does nothing if repeated', () =>
  given(registered, verified, consented, published).when(publishVenture).nothing());

test('suspend: hides the venture', () =>
  given(registered, verified, consented, published).when(suspendVenture).then(suspended));
test('suspend: refuses a venture that is not published', () =>
  given(registered, verified).when(suspendVenture).refuses('venture.not_published'));
test('suspend: does nothing if repeated', () =>
  given(registered, verified, consented, published, suspended).when(suspendVenture).nothing());

test('resume: shows the venture again', () =>
  given(registered, verified, consented, published, suspended).when(resumeVenture).then({ type: 'VentureResumed' }));
test('resume: refuses a venture that is not suspended', () =>
  given(registered, verified).when(resumeVenture).refuses('venture.not_suspended'));
test('resume: does nothing if published', () =>
  given(registered, verified, consented, published).when(resumeVenture).nothing());

test('close: ends the record', () => given(registered).when(closeVenture).then(closed));
test('close: refuses an unknown venture', () => given().when(closeVenture).refuses('venture.not_found'));
test('close: does nothing if repeated', () => given(registered, closed).when(closeVenture).nothing());

test('others find a venture exactly while it is published and its consent is valid', () => {
  const standing = { ...consent, withdrawnAt: undefined };
  const cases: [Venture['state'], Consent[], boolean][] = [
    ['PUBLISHED', [standing], true],
    ['PUBLISHED', [], false],
    ['PUBLISHED', [{ ...standing, withdrawnAt: day(2) }], false],
    ['PUBLISHED', [{ ...standing, withdrawnAt: day(2) }, standing], true],
    ['VERIFIED', [standing], false],
    ['SUSPENDED', [standing], false],
  ];
  for (const [state, consents, found] of cases) expect(isDiscoverable({ ...venture, state, consents })).toBe(found);
});

test('publish: tells whether the consent was never given, was withdrawn, or has expired', () => {
  const why = (...consents: VentureEvent[]) => ({
    says: (en: string, ko: string) =>
      given(registered, verified, ...consents)
        .when(publishVenture)
        .refuses('venture.consent_missing', { en: expect.stringContaining(en), ko: expect.stringContaining(ko) }),
  });
  why().says('has not consented', '아직 정보 공유에 동의하지');
  why(consented, withdrawn).says('was withdrawn', '철회했습니다');
  const limited: VentureEvent = { type: 'VentureConsented', consent: { ...consent, validUntil: day(5) } };
  why(limited, { type: 'VentureConsentWithdrawn', at: day(5) }).says('has expired', '기한이 지났습니다');
  why(limited, withdrawn).says('was withdrawn', '철회했습니다');
});

test('resume: tells the steps that are left until the venture can be published', () => {
  const steps = (...events: VentureEvent[]) => ({
    says: (en: string, ko: string) =>
      given(registered, ...events)
        .when(resumeVenture)
        .refuses('venture.not_suspended', { en: expect.stringMatching(en), ko: expect.stringMatching(ko) }),
  });
  steps().says(
    'published; verify it, record its consent and publish it instead$',
    '없습니다. 확인 처리하고 정보 공유 동의를 기록한 뒤 공개하십시오$',
  );
  steps(verified, consented).says('published; publish it instead$', '없습니다. 재개하는 대신 공개하십시오$');
});
