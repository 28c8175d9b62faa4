/** A timetable as its officers see it: everything that the decision screen shows, in one answer. */
import type { ExplainMeetingResponse, MeetingChange } from '@naru/contracts/program/v1/timetable';
import type { SlotView } from '@naru/timetable-solver/explain';
import type { Reason } from '@naru/timetable-solver/reasons';
import { meetingOf, NOT_YET, reasonOf } from './message.ts';
import type { PlaceChange } from './repair.ts';
import type { Place, Timetable, Wish } from './timetable.ts';

export const changeOf = ({ wish, before, after }: PlaceChange): MeetingChange => ({
  ...{ meetingId: wish.id, firstPartyId: wish.firstPartyId, secondPartyId: wish.secondPartyId },
  before: before ?? undefined,
  after: after ?? undefined,
  reason: after ? undefined : reasonOf(wish.reason ?? NOT_YET),
});

export function explanationOf(timetable: Timetable, wish: Wish, views: SlotView[]): ExplainMeetingResponse {
  return {
    meeting: meetingOf(wish),
    slot: reasonOf(wish.place ? whyHere(wish, wish.place, views) : (wish.reason ?? NOT_YET)),
    table: wish.place ? reasonOf(whyTable(timetable, wish, wish.place)) : undefined,
    slots: views.map(({ slot, obstacles, gapsChange, ...view }) => ({
      ...{ ...view, slotId: slot, gapsChange },
      obstacles: obstacles.map(reasonOf),
    })),
  };
}

const about = (wish: Wish, slots: string[]): Pick<Reason, 'participants' | 'slots' | 'meetings'> => ({
  ...{ participants: [wish.firstPartyId, wish.secondPartyId], slots, meetings: [wish.id] },
});

function whyHere(wish: Wish, { slotId }: Place, views: SlotView[]): Reason {
  const others = views.filter(({ here, possible }) => possible && !here);
  const better = others.filter(({ gapsChange }) => gapsChange < 0);
  const shared = about(wish, [slotId]);
  if (wish.lock?.slotId === slotId)
    return { ...shared, code: 'locked', ko: '이 슬롯에 고정되어 있습니다', en: 'it is locked in this slot' };
  if (others.length === 0)
    return {
      ...shared,
      code: 'only_slot',
      ko: '다른 미팅을 그대로 두면 가능한 슬롯이 이것뿐입니다',
      en: 'it is the only slot that is possible while all other meetings stay',
    };
  if (better.length === 0)
    return {
      ...shared,
      code: 'fewest_gaps',
      ko: `가능한 슬롯 ${others.length + 1}개 가운데 빈 시간이 가장 적습니다`,
      en: `of the ${others.length + 1} slots that are possible none has fewer gaps`,
    };
  return {
    ...shared,
    code: 'found',
    slots: [slotId, ...better.map(({ slot }) => slot)],
    ko: `빈 시간이 더 적은 슬롯이 ${better.length}개 있습니다. 다시 배정하면 나아질 수 있습니다`,
    en: `${better.length} possible slots have fewer gaps; solving on may find them`,
  };
}

function whyTable({ slots, meetings }: Timetable, wish: Wish, { slotId, table }: Place): Reason {
  const order = slots.map(({ id }) => id);
  const sides = [wish.firstPartyId, wish.secondPartyId];
  const neighbours = meetings.filter(
    (one) =>
      one.id !== wish.id &&
      one.place?.table === table &&
      Math.abs(order.indexOf(one.place.slotId) - order.indexOf(slotId)) === 1 &&
      sides.some((id) => [one.firstPartyId, one.secondPartyId].includes(id)),
  );
  const shared = about(wish, [slotId]);
  if (wish.lock?.slotId === slotId && wish.lock.table === table)
    return { ...shared, code: 'locked', ko: '이 테이블에 고정되어 있습니다', en: 'it is locked at this table' };
  if (neighbours.length > 0)
    return {
      ...shared,
      code: 'same_table',
      meetings: neighbours.map(({ id }) => id),
      ko: '앞뒤 미팅과 같은 테이블이라 자리를 옮기지 않아도 됩니다',
      en: 'one of the two sits there just before or after, and need not change the table',
    };
  return { ...shared, code: 'free', ko: '이 슬롯에서 비어 있는 테이블입니다', en: 'the table was free in this slot' };
}
