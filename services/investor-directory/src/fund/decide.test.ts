import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { announceFund, closeFund, raiseFund, updateFund } from './decide.ts';
import { evolve, type Fund, type FundEvent } from './fund.ts';

const fund: Fund = {
  id: 'fnd_1',
  ownerId: 'KR-29',
  centreId: 'KR-29',
  details: {
    name: { ko: '서민 생활 창조경제 기금', en: '' },
    purpose: undefined,
    sizeKrw: 10_000_000_000,
    from: undefined,
    through: undefined,
  },
  state: 'ANNOUNCED',
  source: undefined,
};
const announced: FundEvent = { type: 'FundAnnounced', fund };
const raised: FundEvent = { type: 'FundRaised' };
const closed: FundEvent = { type: 'FundClosed' };
const given = scenario<Fund, FundEvent>({ evolve });
const update = (sizeKrw: number) => (state: Fund | null) => updateFund(state, { ...fund.details, sizeKrw });

test('announce: registers the fund, once', () => {
  const announce = (state: Fund | null) => announceFund(state, fund);
  given().when(announce).then(announced);
  given(announced).when(announce).nothing();
});
test('update: changes it until it is closed; does nothing if nothing changes', () => {
  given(announced)
    .when(update(1))
    .leaves({ details: { ...fund.details, sizeKrw: 1 } });
  given(announced).when(update(10_000_000_000)).nothing();
  given(announced, closed)
    .when(update(1))
    .refuses('fund.closed', { ko: '종료된 펀드라 바꿀 수 없습니다. 필요하면 새 펀드를 발표하십시오' });
});
test('raise: records the money, once; refuses a closed fund', () => {
  given(announced).when(raiseFund).then(raised);
  given(announced, raised).when(raiseFund).nothing();
  given(announced, closed).when(raiseFund).refuses('fund.closed');
});
test('close: once', () => {
  given(announced).when(closeFund).then(closed);
  given(announced, closed).when(closeFund).nothing();
  given().when(closeFund).refuses('fund.not_found');
});

test('each step is kept; a raised fund may still change, and be closed', () => {
  given(announced).when(raiseFund).leaves({ state: 'RAISED' });
  given(announced, raised).when(update(1)).leaves({ state: 'RAISED' });
  given(announced, raised).when(closeFund).leaves({ state: 'CLOSED' });
  given().when(update(1)).refuses('fund.not_found');
  given().when(raiseFund).refuses('fund.not_found');
});
