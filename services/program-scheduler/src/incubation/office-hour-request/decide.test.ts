import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { askForOfficeHour, endRequest, grantOfficeHour, waitAgain, withdrawRequest } from './decide.ts';
import { evolve, type OfficeHourRequest, type OfficeHourRequestEvent } from './office-hour-request.ts';

const request: OfficeHourRequest = {
  id: 'ohr_1',
  cohortId: 'coh_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  mentorId: '',
  topics: [],
  state: 'WAITING',
  requestedAt: new Date(0),
  officeHourId: '',
};
const asked: OfficeHourRequestEvent = { type: 'OfficeHourAsked', request };
const granted: OfficeHourRequestEvent = { type: 'OfficeHourGranted', officeHourId: 'ofh_1' };
const withdrawn: OfficeHourRequestEvent = { type: 'OfficeHourRequestWithdrawn' };
const given = scenario<OfficeHourRequest, OfficeHourRequestEvent>({ evolve });
const ask =
  (isResident = true) =>
  (state: OfficeHourRequest | null) =>
    askForOfficeHour(state, request, isResident);
const grant = (state: OfficeHourRequest | null) => grantOfficeHour(state, 'ofh_1');
const again = (hour: string) => (state: OfficeHourRequest | null) => waitAgain(state, hour);

test('ask: a resident team waits; other teams are refused; asking twice makes one request', () => {
  given().when(ask()).then(asked);
  given().when(ask(false)).refuses('office_hour_request.not_resident', {
    ko: 'ventureId: 지금 이 기수에 입주해 있는 팀이 아닙니다. 입주 중인 팀만 상담 시간을 신청할 수 있습니다',
  });
  given(asked).when(ask(false)).nothing();
});
test('grant: grants a waiting request; a withdrawn one stays withdrawn', () => {
  given(asked).when(grant).then(granted);
  given(asked, withdrawn).when(grant).nothing();
  given().when(grant).refuses('office_hour_request.not_found');
});
test('wait again: keeps the time of the request, unless the team has another office hour', () => {
  given(asked, granted)
    .when(again('ofh_1'))
    .leaves({ state: 'WAITING', requestedAt: new Date(0), officeHourId: '' });
  given(asked, granted).when(again('ofh_2')).nothing();
});
test('withdraw: withdraws a waiting request; a granted office hour must be given back instead', () => {
  given(asked).when(withdrawRequest).then(withdrawn);
  given(asked, withdrawn).when(withdrawRequest).nothing();
  given(asked, granted).when(withdrawRequest).refuses('office_hour_request.granted');
  given(asked, granted).when(endRequest).then(withdrawn);
  given(asked, withdrawn).when(endRequest).nothing();
});

test('evolve stores each step', () => {
  given(asked).when(grant).leaves({ state: 'GRANTED', officeHourId: 'ofh_1' });
  given(asked, granted).when(grant).nothing();
  given(asked, granted).when(endRequest).leaves({ state: 'WITHDRAWN', officeHourId: 'ofh_1' });
  given(asked).when(again('')).nothing();
  given(asked, granted, withdrawn).when(again('ofh_1')).nothing();
});
test('an unknown request can neither wait again nor end', () => {
  given().when(again('ofh_1')).refuses('office_hour_request.not_found');
  given().when(withdrawRequest).refuses('office_hour_request.not_found');
  given().when(endRequest).refuses('office_hour_request.not_found');
});
