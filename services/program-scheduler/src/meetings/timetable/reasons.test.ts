import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { byId } from '@naru/kit/names';
import { BSON } from 'mongodb';
import { SLOT_CHOICE } from './reason-texts.ts';
import { NOT_YET, obstacleOf, reasonOf, shown } from './reasons.ts';
import { fromSchema1 } from './store.ts';

const clash = { participants: ['ven_1'], slots: ['s1', 's2'], meetings: ['mtg_1', 'mtg_2'] };

test('the text of a reason is made in both languages from its code and its figures', () => {
  expect(reasonOf({ ...clash, code: 'maximum', figures: { count: 5, maximum: 4 } }, byId)).toEqual({
    code: 'maximum',
    text: { ko: 'ven_1의 미팅 5건이 최대 4건을 넘습니다', en: 'ven_1 has 5 meetings and takes at most 4' },
    partyIds: ['ven_1'],
    slotIds: ['s1', 's2'],
    meetingIds: ['mtg_1', 'mtg_2'],
  });
  const crowded = { ...clash, code: 'too_few_slots', figures: { count: 3, suitable: 1, besideLocks: true } };
  expect(reasonOf(crowded, byId).text).toEqual({
    ko: 'ven_1의 미팅 3건에 고정된 미팅을 빼면 맞는 슬롯이 1개뿐입니다',
    en: '3 meetings of ven_1 have only 1 slot that suits, besides those of locked meetings',
  });
  expect(reasonOf({ ...NOT_YET, code: 'absent', participants: ['ven_3', 'inv_2'] }, byId).text).toEqual({
    ko: 'ven_3, inv_2가 참석하지 않습니다',
    en: 'ven_3 and inv_2 do not come',
  });
});

test('a reason uses known names of parties, with the right particles after them', () => {
  const nameOf = (id: string) => (id === 'ven_3' ? { ko: '라온링크', en: 'Raonlink' } : byId(id));
  const absent = { ...NOT_YET, code: 'absent', participants: ['inv_2', 'ven_3'] };
  expect(reasonOf(absent, nameOf)).toMatchObject({
    text: { ko: 'inv_2, 라온링크가 참석하지 않습니다', en: 'inv_2 and Raonlink do not come' },
    partyIds: ['inv_2', 'ven_3'],
  });
  expect(obstacleOf({ ...clash, participants: ['ven_3'], code: 'unavailable', figures: {} }, nameOf).text).toEqual({
    ko: '라온링크가 참석할 수 없습니다',
    en: 'Raonlink cannot come',
  });
});

test('texts say why a slot is impossible, and why a slot was chosen', () => {
  expect(obstacleOf({ ...clash, code: 'full', figures: { tables: 8 } }, byId).text?.ko).toBe(
    '테이블 8개가 모두 찼습니다',
  );
  expect(obstacleOf({ ...clash, participants: ['ven_3'], code: 'unavailable', figures: {} }, byId).text).toEqual({
    ko: 'ven_3이 참석할 수 없습니다',
    en: 'ven_3 cannot come',
  });
  expect(shown(SLOT_CHOICE, { ...clash, code: 'found', figures: { better: 1 } }).text?.en).toMatch(
    /^1 possible slot has/,
  );
});

test('a sentence that was stored before reasons had codes is shown unchanged', () => {
  const { state } = BSON.EJSON.parse(readFileSync(new URL('fixture/timetable.schema-1.json', import.meta.url), 'utf8'));
  const reason = { ...clash, code: 'maximum', ko: '미팅이 너무 많습니다', en: 'too many meetings' };
  const [kept, none] = fromSchema1({
    ...state,
    meetings: [{ ...state.meetings[0], reason }, state.meetings[0]],
  }).meetings;
  expect(kept?.reason && reasonOf(kept.reason, byId)).toMatchObject({
    code: 'maximum',
    text: { ko: '미팅이 너무 많습니다', en: 'too many meetings' },
    partyIds: ['ven_1'],
  });
  expect(none?.reason).toBeNull();
});

test('a list reads a timetable of the first shape without its meetings', () => {
  const { state } = BSON.EJSON.parse(readFileSync(new URL('fixture/timetable.schema-1.json', import.meta.url), 'utf8'));
  const { meetings: _, ...listed } = state;
  expect(fromSchema1(listed)).toMatchObject({ eventId: state.eventId, meetings: [] });
});
