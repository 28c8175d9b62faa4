import { expect, test } from '@jest/globals';
import { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import { FrozenProfile } from '@naru/contracts/program/v1/application';
import { Phase } from '@naru/contracts/program/v1/programme';
import { Eligibility } from '@naru/contracts/program/v1/round';
import fc from 'fast-check';
import { reasonsAgainst } from './eligibility.ts';
import { fromSchema2 } from './store.ts';
import { ineligibleText } from './texts.ts';

const SECTORS = Object.values(Taxonomy_Sector).filter((one) => one !== 'SECTOR_UNSPECIFIED' && one !== 'UNRECOGNIZED');
const PHASE_1 = Phase.fromPartial({ number: 1, sectors: ['IOT', 'GAME'] });
const PHASE_2 = Phase.fromPartial({ number: 2, putForward: true });

const applicant = fc.record({ sectors: fc.subarray(SECTORS), putForwardBy: fc.constantFrom('', 'org_1') });
const codes = (phase: Phase, { sectors, putForwardBy }: { sectors: Taxonomy_Sector[]; putForwardBy: string }) => {
  const profile = FrozenProfile.fromPartial({ sectors });
  const own = { profile, centreId: 'KR-27', putForwardBy, selectedBefore: false };
  return reasonsAgainst({ phase, eligibility: undefined }, own).map(({ code }) => code);
};

test('phase 1 admits only IoT and games, with or without a referral', () =>
  fc.assert(
    fc.property(applicant, (one) => {
      const admitted = one.sectors.includes('IOT') || one.sectors.includes('GAME');
      expect(codes(PHASE_1, one)).toEqual(admitted ? [] : ['SECTOR']);
    }),
  ));

test('phase 2 admits any field, and only referred teams', () =>
  fc.assert(
    fc.property(applicant, (one) => {
      expect(codes(PHASE_2, one)).toEqual(one.putForwardBy ? [] : ['PUT_FORWARD']);
    }),
  ));

test('each reason is given in both languages, with the facts behind it', () => {
  const profile = FrozenProfile.fromPartial({ sectors: ['BEAUTY'], stage: 'GROWTH', foundedYear: 2013 });
  const own = { profile, centreId: 'KR-27', putForwardBy: '', selectedBefore: true };
  const rules = { stages: ['SEED' as const], centreIds: ['KR-41'], foundedFromYear: 2014, newcomersOnly: true };
  const phase = Phase.fromPartial({ ...PHASE_1, putForward: true });
  const texts = reasonsAgainst({ phase, eligibility: Eligibility.fromPartial(rules) }, own).map(ineligibleText);
  expect(texts.map(({ ko }) => ko)).toEqual([
    '이 단계는 다음 분야의 기업을 받습니다: 사물인터넷, 게임. 이 기업의 분야: 뷰티.',
    '이 단계에서는 지원기관의 추천이 있어야 합니다. 추천 기관을 putForwardBy에 적으십시오.',
    '이 모집은 다음 성장 단계의 기업을 대상으로 합니다: 시드. 이 기업의 단계: 성장기.',
    '이 모집은 다음 센터의 기업을 대상으로 합니다: 경기(KR-41). 이 기업의 센터: 대구(KR-27).',
    '이 모집은 2014년 이후에 설립된 기업을 대상으로 합니다. 이 기업은 2013년에 설립되었습니다.',
    '이 모집은 이 프로그램에서 선정된 적이 없는 기업을 대상으로 합니다.',
  ]);
  expect(texts[0]?.en).toBe(
    'This phase admits ventures in these sectors: Internet of Things, game. The sectors of this venture: beauty.',
  );
});

test('a reason that was stored as a sentence can still be shown', () => {
  const kept = { ineligible: [{ code: 'FOUNDED' as const, message: 'this one is of 2003' }] };
  const { ineligible } = fromSchema2(kept as Parameters<typeof fromSchema2>[0]);
  expect(ineligible.map(ineligibleText)).toEqual([
    { ko: '이 모집이 정한 해보다 먼저 설립된 기업입니다.', en: 'this one is of 2003.' },
  ]);
});
