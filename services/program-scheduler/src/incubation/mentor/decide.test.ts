import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { registerMentor, reinstateMentor, retireMentor, updateMentor } from './decide.ts';
import { evolve, type Mentor, type MentorEvent } from './mentor.ts';

const mentor: Mentor = {
  id: 'mnt_1',
  subject: 'sub-1',
  centreId: 'KR-27',
  name: { ko: '데모 멘토', en: '' },
  topics: ['MARKETING'],
  state: 'ACTIVE',
  source: undefined,
};
const registered: MentorEvent = { type: 'MentorRegistered', mentor };
const retired: MentorEvent = { type: 'MentorRetired' };
const given = scenario<Mentor, MentorEvent>({ evolve });
const update = (topics: Mentor['topics']) => (state: Mentor | null) =>
  updateMentor(state, { name: { ko: '데모 멘토', en: '' }, topics });

test('register: creates a mentor, once', () => {
  const register = (state: Mentor | null) => registerMentor(state, mentor);
  given().when(register).then(registered);
  given(registered).when(register).nothing();
});
test('update: changes the topics', () =>
  given(registered)
    .when(update(['LAW']))
    .leaves({ topics: ['LAW'] }));
test('update: changes only the name, also of a retired mentor', () =>
  given(registered, retired)
    .when((state) => updateMentor(state, { name: { ko: '새 이름', en: '' }, topics: mentor.topics }))
    .leaves({ name: { ko: '새 이름', en: '' }, topics: ['MARKETING'], state: 'RETIRED' }));
test('update: refuses what does not exist', () => given().when(update([])).refuses('mentor.not_found'));
test('update: changes nothing where the fields are the same', () =>
  given(registered)
    .when(update(['MARKETING']))
    .nothing());
test('retire and reinstate: each undoes the other, and changes nothing when asked twice', () => {
  given(registered).when(retireMentor).then(retired);
  given(registered, retired).when(retireMentor).nothing();
  given(registered, retired).when(reinstateMentor).leaves({ state: 'ACTIVE' });
  given(registered).when(reinstateMentor).nothing();
  given().when(retireMentor).refuses('mentor.not_found');
  given().when(reinstateMentor).refuses('mentor.not_found');
});
