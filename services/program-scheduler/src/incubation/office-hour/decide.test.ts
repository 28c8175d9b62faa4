import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { bookOfficeHour, type Circumstances, cancelOfficeHour, offerOfficeHour, releaseOfficeHour } from './decide.ts';
import { evolve, type OfficeHour, type OfficeHourEvent } from './office-hour.ts';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 1, minute));
const hour: OfficeHour = {
  id: 'ofh_1',
  mentorId: 'mnt_1',
  mentorSubject: 'sub-mentor',
  cohortId: 'coh_1',
  centreId: 'KR-27',
  startsAt: at(30),
  endsAt: at(60),
  state: 'OFFERED',
  ventureId: '',
  officeHourRequestId: '',
  place: undefined,
};
const offered: OfficeHourEvent = { type: 'OfficeHourOffered', hour };
const booked: OfficeHourEvent = { type: 'OfficeHourBooked', ventureId: 'ven_1', requestId: 'ohr_1' };
const cancelled: OfficeHourEvent = { type: 'OfficeHourCancelled' };
const given = scenario<OfficeHour, OfficeHourEvent>({ evolve });
const offer =
  (changes: Partial<Circumstances> = {}, startsAt = at(30)) =>
  (state: OfficeHour | null) =>
    offerOfficeHour(
      state,
      { ...hour, startsAt },
      { ofTheCentre: true, mentorIsRetired: false, cohortIsOver: false, now: at(0), ...changes },
    );
const book =
  (requestId = 'ohr_1', now = at(0)) =>
  (state: OfficeHour | null) =>
    bookOfficeHour(state, { ventureId: 'ven_1', requestId, now });
const release =
  (now = at(0)) =>
  (state: OfficeHour | null) =>
    releaseOfficeHour(state, now);
const cancel =
  (now = at(0)) =>
  (state: OfficeHour | null) =>
    cancelOfficeHour(state, now);

test('offer: creates an office hour, once', () => {
  given().when(offer()).then(offered);
  given(offered)
    .when(offer({ cohortIsOver: true }))
    .nothing();
});
test.each<[string, Partial<Circumstances>, Date]>([
  ['office_hour.other_centre', { ofTheCentre: false }, at(30)],
  ['office_hour.mentor_retired', { mentorIsRetired: true }, at(30)],
  ['office_hour.cohort_ended', { cohortIsOver: true }, at(30)],
  ['office_hour.off_grid', {}, at(40)],
  ['office_hour.starts_early', { now: at(30) }, at(30)],
])('offer: refuses with %s', (code, changes, startsAt) => {
  given().when(offer(changes, startsAt)).refuses(code);
});

test('book: books it for one team', () => {
  given(offered).when(book()).then(booked);
  given(offered)
    .when(book('ohr_1', at(29)))
    .leaves({ state: 'BOOKED', ventureId: 'ven_1', officeHourRequestId: 'ohr_1' });
  given().when(book()).refuses('office_hour.not_found');
});
test('book: refuses a booked or cancelled one, and one that has begun', () => {
  given(offered, booked)
    .when(book('ohr_2'))
    .refuses('office_hour.not_free', { ko: expect.stringContaining('예약된') });
  given(offered, cancelled)
    .when(book())
    .refuses('office_hour.not_free', { ko: expect.stringContaining('취소된') });
  given(offered)
    .when(book('ohr_1', at(30)))
    .refuses('office_hour.begun');
});
test('book: changes nothing for the request that has it', () => given(offered, booked).when(book()).nothing());

test('release: makes it free again', () =>
  given(offered, booked).when(release()).leaves({ state: 'OFFERED', ventureId: '', officeHourRequestId: '' }));
test('release: refuses one that has begun; changes nothing where it is free', () => {
  given(offered, booked)
    .when(release(at(30)))
    .refuses('office_hour.begun');
  given(offered).when(release()).nothing();
  given(offered, cancelled).when(release()).nothing();
  given().when(release()).refuses('office_hour.not_found');
});

test('cancel: keeps the team that had it', () =>
  given(offered, booked).when(cancel()).leaves({ state: 'CANCELLED', ventureId: 'ven_1' }));
test('cancel: refuses one that has begun; changes nothing when asked twice', () => {
  given(offered)
    .when(cancel(at(30)))
    .refuses('office_hour.begun');
  given().when(cancel()).refuses('office_hour.not_found');
  given(offered, cancelled)
    .when(cancel(at(31)))
    .nothing();
});
