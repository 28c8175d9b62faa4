import { expect, test } from '@jest/globals';
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import { scenario } from '@naru/testing/scenario';
import {
  deactivateInvestor,
  reactivateInvestor,
  registerInvestor,
  setMandate,
  updateInvestor,
  verifyInvestor,
} from './decide.ts';
import { evolve, type Investor, type InvestorEvent } from './investor.ts';

const investor: Investor = {
  id: 'inv_1',
  name: { ko: '베이브리지', en: 'Baybridge' },
  type: 'VC',
  country: 'US',
  lei: '',
  state: 'INVITED',
  mandate: undefined,
  source: undefined,
  createdAt: new Date(Date.UTC(2015, 4, 1)),
};
const mandate = (...sectors: Mandate['sectors']): Mandate => ({
  sectors,
  stages: ['SEED'],
  ticketMinKrw: 50_000_000,
  ticketMaxKrw: undefined,
  markets: [],
  needs: undefined,
  excludedSectors: [],
  requiredCertifications: [],
});
const profile = { name: investor.name, country: 'SG', lei: '5493000IBP32UQZ0KL24' };
const registered: InvestorEvent = { type: 'InvestorRegistered', investor };
const verified: InvestorEvent = { type: 'InvestorVerified' };
const mandated: InvestorEvent = { type: 'MandateChanged', mandate: mandate('IOT') };
const dormant: InvestorEvent = { type: 'InvestorDormant' };
const reactivated: InvestorEvent = { type: 'InvestorReactivated' };
const given = scenario<Investor, InvestorEvent>({ evolve });
const update = (state: Investor | null) => updateInvestor(state, profile);

test('register: creates an invited investor', () =>
  given()
    .when((i) => registerInvestor(i, investor))
    .then(registered));
test('register: does nothing if repeated', () =>
  given(registered)
    .when((i) => registerInvestor(i, investor))
    .nothing());

test('update: changes name, country and LEI', () =>
  given(registered).when(update).then({ type: 'InvestorUpdated', profile }));
test('update: does not change the mandate or the state', () =>
  given(registered, verified, mandated)
    .when(update)
    .leaves({ ...profile, mandate: mandate('IOT'), state: 'ACTIVE' }));
test('update: refuses an unknown investor', () => given().when(update).refuses('investor.not_found'));
test('update: does nothing if nothing changes', () =>
  given(registered, { type: 'InvestorUpdated', profile }).when(update).nothing());

test('verify: is recorded', () => given(registered).when(verifyInvestor).then(verified));
test('verify: without a mandate, the investor stays verified until it has one', () =>
  given(registered).when(verifyInvestor).leaves({ state: 'VERIFIED' }));
test('verify: with a mandate, the investor becomes active', () =>
  given(registered, mandated).when(verifyInvestor).leaves({ state: 'ACTIVE' }));
test('verify: refuses an unknown investor', () => given().when(verifyInvestor).refuses('investor.not_found'));
test('verify: does nothing if repeated', () => given(registered, verified).when(verifyInvestor).nothing());

test('mandate: makes a verified investor active', () =>
  given(registered, verified)
    .when((i) => setMandate(i, mandate('IOT')))
    .leaves({ state: 'ACTIVE', mandate: mandate('IOT') }));
test('mandate: may be set before the verification, and takes effect with it', () =>
  given(registered)
    .when((i) => setMandate(i, mandate('IOT')))
    .leaves({ state: 'INVITED', mandate: mandate('IOT') }));
test('mandate: does not activate a dormant investor', () =>
  given(registered, verified, mandated, dormant)
    .when((i) => setMandate(i, mandate('GAME')))
    .leaves({ state: 'DORMANT', mandate: mandate('GAME') }));
test('mandate: refuses an unknown investor', () =>
  given()
    .when((i) => setMandate(i, mandate('IOT')))
    .refuses('investor.not_found'));
test('mandate: does nothing if nothing changes', () =>
  given(registered, mandated)
    .when((i) => setMandate(i, mandate('IOT')))
    .nothing());

test('dormant: leaves matching', () => given(registered, verified, mandated).when(deactivateInvestor).then(dormant));
test('dormant: refuses an investor that is not active', () =>
  given(registered, verified).when(deactivateInvestor).refuses('investor.not_active', {
    ko: '활동 중인 투자자만 휴면으로 바꿀 수 있습니다. 이 투자자는 아직 활동을 시작하지 않았습니다. 활동을 시작하려면 투자 기준이 있어야 합니다',
    en: 'only an active investor can go dormant; this one has not become active yet, and must first be given a mandate',
  }));
test('dormant: does nothing if repeated', () =>
  given(registered, verified, mandated, dormant).when(deactivateInvestor).nothing());

test('reactivate: takes part in matching again', () =>
  given(registered, verified, mandated, dormant).when(reactivateInvestor).then(reactivated));
test('reactivate: refuses an investor that is not dormant', () =>
  given(registered).when(reactivateInvestor).refuses('investor.not_dormant', {
    ko: '휴면 중인 투자자만 다시 활동하게 할 수 있습니다. 이 투자자는 아직 활동을 시작하지 않았습니다. 활동을 시작하려면 사무국의 확인과 투자 기준이 있어야 합니다',
    en: 'only a dormant investor can be reactivated; this one has not become active yet, and must first be verified and given a mandate',
  }));
test('reactivate: does nothing if active', () =>
  given(registered, verified, mandated).when(reactivateInvestor).nothing());

test('an event without an investor leaves none', () => expect(evolve(null, verified)).toBeNull());
