import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { declareConflict, registerJudge, retireJudge, updateJudge } from './decide.ts';
import { evolve, type Judge, type JudgeEvent, type JudgeProfile } from './judge.ts';

const day = (year: number, month = 1) => ({ year, month, day: 1 });
const profile: JudgeProfile = {
  centreId: 'KR-27',
  employers: [{ organisationId: 'org_1', from: day(2012), to: undefined }],
  holdings: ['ven_7'],
  actsFor: [],
  expertise: ['IOT'],
  marketExpert: true,
  gender: 'FEMALE',
  loadMax: 12,
};
const judge: Judge = { ...profile, id: 'jud_1', subject: 'person-1', declared: [], state: 'ACTIVE' };
const registered: JudgeEvent = { type: 'JudgeRegistered', judge };
const family = { objectId: 'ven_1', reason: 'FAMILY' } as const;
const declared: JudgeEvent = { type: 'JudgeConflictDeclared', conflict: family };
const retired: JudgeEvent = { type: 'JudgeRetired' };
const given = scenario<Judge, JudgeEvent>({ evolve });
const employed = (from: object, to?: object) =>
  ({ employers: [{ organisationId: 'org_1', from, to }] }) as unknown as Partial<Judge>;
const register =
  (changes: Partial<Judge> = {}) =>
  (state: Judge | null) =>
    registerJudge(state, { ...judge, ...changes });
const update =
  (changes: Partial<JudgeProfile> = {}) =>
  (state: Judge | null) =>
    updateJudge(state, { id: 'jud_1', profile: { ...profile, ...changes } });
const declare = (state: Judge | null) => declareConflict(state, { id: 'jud_1', conflict: family });
const retire = (state: Judge | null) => retireJudge(state, { id: 'jud_1' });

test('register: creates a judge', () => given().when(register()).then(registered));
test('register: refuses an employment with a date that does not exist, or with an end before its beginning', () => {
  given()
    .when(register(employed({ year: 2012, month: 13, day: 1 })))
    .refuses('request.invalid');
  given()
    .when(register(employed(day(2012), day(2011))))
    .refuses('request.invalid');
  expect(() => register(employed(day(2012), day(2011)))(null)).toThrow(
    expect.objectContaining({
      said: expect.objectContaining({
        ko: 'profile.employers[0].to: 재직을 시작한 2012년 1월 1일보다 앞설 수 없습니다',
      }),
    }),
  );
});
test('register: changes nothing when asked twice', () => given(registered).when(register()).nothing());

test('update: changes the profile, and keeps the subject and the declared conflicts', () =>
  given(registered, declared)
    .when(update({ loadMax: 3 }))
    .leaves({ loadMax: 3, subject: 'person-1', declared: [family] }));
test('update: refuses what does not exist', () => given().when(update()).refuses('judge.not_found'));
test('update: changes nothing where the fields are the same', () => given(registered).when(update()).nothing());

test('declare: stores the conflict', () => given(registered).when(declare).then(declared));
test('declare: another reason for the same object replaces the first', () =>
  given(registered, { type: 'JudgeConflictDeclared', conflict: { objectId: 'ven_1', reason: 'OTHER' } })
    .when(declare)
    .leaves({ declared: [family] }));
test('declare: refuses what does not exist', () => given().when(declare).refuses('judge.not_found'));
test('declare: refuses the thousand and first conflict', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => ({ ...family, objectId: `ven_x${index}` }));
  given({ type: 'JudgeRegistered', judge: { ...judge, declared: many } })
    .when(declare)
    .refuses('judge.declared_max');
});
test('declare: changes nothing when asked twice', () => given(registered, declared).when(declare).nothing());

test('retire: ends the work of a judge', () => given(registered).when(retire).then(retired));
test('retire: refuses what does not exist', () => given().when(retire).refuses('judge.not_found'));
test('retire: changes nothing when asked twice', () => given(registered, retired).when(retire).nothing());
