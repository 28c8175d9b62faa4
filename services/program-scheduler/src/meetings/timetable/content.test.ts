import { expect, test } from '@jest/globals';
import { checkContent, checkSizes, lostBy } from './content.ts';
import { at, party, slot, wish } from './fixture/ground.ts';

const timeZone = 'Asia/Seoul';
const participants = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...party(`ven_${index}`), awaySlotIds: [] }));
const meetings = (count: number) => Array.from({ length: count }, () => wish('ven_1', 'inv_1'));

test('a timetable has at most a thousand participants and five thousand meetings', () => {
  checkSizes({ participants: participants(1_000), meetings: meetings(5_000) });
  expect(() => checkSizes({ participants: participants(1_001), meetings: [] })).toThrow(
    '1,001 participants, and it can have at most 1,000',
  );
  expect(() => checkSizes({ participants: [], meetings: meetings(5_001) })).toThrow(
    '5,001 meetings, and it can have at most 5,000',
  );
});

test('slots follow one another; a slot may begin at the end of the one before', () => {
  const first = { ...slot(1), startsAt: at(10), endsAt: at(10, 30) };
  checkContent({ slots: [first, { ...slot(2), startsAt: at(10, 30), endsAt: at(11) }], timeZone });
  const refused = (...slots: ReturnType<typeof slot>[]) => expect(() => checkContent({ slots, timeZone }));
  refused(first, { ...slot(2), startsAt: at(10, 29), endsAt: at(11) }).toThrow('slots[1].startsAt');
  refused({ ...first, endsAt: at(10) }).toThrow('slots[0].endsAt');
  refused(first, { ...slot(2), id: first.id }).toThrow('slots[1].id');
});

test('a party is named once, is unavailable in known slots only, and has a minimum that is not above its maximum', () => {
  const slots = [slot(1), slot(2)];
  checkContent({ slots, timeZone }, [party('ven_1', { unavailableSlotIds: ['s2'], minimum: 3, maximum: 3 })]);
  checkContent({ slots, timeZone }, [party('ven_1', { minimum: 3, maximum: 0 })]);
  const refused = (...parties: ReturnType<typeof party>[]) => expect(() => checkContent({ slots, timeZone }, parties));
  refused(party('ven_1'), party('ven_1')).toThrow('participants[1].partyId');
  refused(party('ven_1', { unavailableSlotIds: ['s1', 's9'] })).toThrow('participants[0].unavailableSlotIds[1]');
  refused(party('ven_1', { minimum: 3, maximum: 2 })).toThrow('participants[0].minimum');
});

test('a meeting without a place costs as much as four of the next lower priority', () => {
  const place = { slotId: 's1', table: 1 };
  const at0 = wish('ven_1', 'inv_1');
  expect(lostBy([at0, at0])).toBe(2);
  expect(lostBy([at0, { ...at0, priority: 2 }, { ...at0, priority: 9 }])).toBe(1 + 4 + 16);
  expect(lostBy([at0, { ...at0, priority: 2, place }, { ...at0, priority: 9 }])).toBe(1 + 16);
});

test('one refusal names all faults, with times in the zone of the event, also in Korean', () => {
  const slots = [slot(2), { ...slot(1), endsAt: slot(1).startsAt }];
  const parties = [party('ven_1', { unavailableSlotIds: ['s9'], minimum: 3, maximum: 2 })];
  const fault = (path: string, ko: string) =>
    expect.objectContaining({ path, said: expect.objectContaining({ ko: expect.stringContaining(ko) }) });
  expect(() => checkContent({ slots, timeZone }, parties)).toThrow(
    expect.objectContaining({
      faults: [
        fault('slots[1].endsAt', 'startsAt보다 뒤여야 합니다'),
        fault('slots[1].startsAt', '(한국 표준시)에 끝나므로 그때나 그 뒤에 시작해야 합니다'),
        fault('participants[0].unavailableSlotIds[0]', 's9: 없는 슬롯입니다. 다음 가운데 하나여야 합니다: s2, s1'),
        fault('participants[0].minimum', '최대 미팅 수(maximum)인 2건 이하여야 합니다'),
      ],
    }),
  );
});
