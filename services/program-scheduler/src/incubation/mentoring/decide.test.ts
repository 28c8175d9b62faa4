import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Circumstances, recordMentoring, updateMentoring } from './decide.ts';
import { evolve, type Held, type Mentoring, type MentoringEvent } from './mentoring.ts';

const held: Held = {
  heldOn: { year: 2015, month: 2, day: 3 },
  durationMinutes: 45,
  topics: ['MARKETING'],
  attendeeIds: ['sub-1'],
  notes: { ko: '비공개', en: '' },
};
const session: Mentoring = {
  id: 'mse_1',
  mentorId: 'mnt_1',
  mentorSubject: 'sub-mentor',
  residencyId: 'res_1',
  cohortId: 'coh_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  officeHourId: '',
  ...held,
  recordedAt: new Date(0),
  source: undefined,
};
const recorded: MentoringEvent = { type: 'MentoringRecorded', session };
const STARTED = held.heldOn;
const given = scenario<Mentoring, MentoringEvent>({ evolve });
const record =
  (changes: Partial<Circumstances> = {}) =>
  (state: Mentoring | null) =>
    recordMentoring(state, session, { startedOn: STARTED, ofTheCentre: true, mentorIsRetired: false, ...changes });
const correct =
  (changes: Partial<Held> = {}) =>
  (state: Mentoring | null) =>
    updateMentoring(state, { ...held, ...changes }, STARTED);

test('record: stores the session', () => given().when(record()).then(recorded));
test('record: refuses a mentor of another centre or a retired one, and a team that was not admitted', () => {
  given()
    .when(record({ ofTheCentre: false }))
    .refuses('mentoring.other_centre');
  given()
    .when(record({ mentorIsRetired: true }))
    .refuses('mentoring.mentor_retired', {
      ko: 'mentorId: 활동을 마친 멘토입니다. 먼저 센터가 멘토를 복귀시켜야 합니다',
    });
  given()
    .when(record({ startedOn: undefined }))
    .refuses('mentoring.not_admitted');
});
test('record: refuses a session before the team became a resident, and takes one on that day', () => {
  given()
    .when(record({ startedOn: { year: 2015, month: 2, day: 4 } }))
    .refuses('mentoring.held_early', {
      ko: 'details.heldOn: 팀이 입주한 날(2015년 2월 4일)이나 그 뒤의 날이어야 합니다',
      en: 'details.heldOn: must be the day on which the team became a resident, 4 February 2015, or later',
    });
  given().when(record()).then(recorded);
});
test('correct: moves no session before the residency, and still corrects an old record of such a day', () => {
  given(recorded)
    .when(correct({ heldOn: { year: 2015, month: 2, day: 2 } }))
    .refuses('mentoring.held_early');
  given(recorded)
    .when((state) => updateMentoring(state, { ...held, durationMinutes: 60 }, { year: 2016, month: 1, day: 1 }))
    .leaves({ durationMinutes: 60 });
});
test('record: changes nothing when asked twice', () =>
  given(recorded)
    .when(record({ mentorIsRetired: true }))
    .nothing());
test('correct: replaces the record of the session', () =>
  given(recorded)
    .when(correct({ durationMinutes: 60 }))
    .leaves({ durationMinutes: 60, mentorId: 'mnt_1' }));
test('correct: refuses what does not exist', () => given().when(correct()).refuses('mentoring_session.not_found'));
test('correct: changes nothing where the record is the same', () => given(recorded).when(correct()).nothing());
