/** A timetable as its officers see it: all data of the decision screen, in one answer. */
import type { ExplainMeetingResponse, MeetingChange, TimetableReason } from '@naru/contracts/program/v1/timetable';
import type { NameOf } from '@naru/kit/names';
import type { SlotView } from '@naru/timetable-solver/explain';
import type { Clash } from '@naru/timetable-solver/reasons';
import { meetingOf } from './message.ts';
import { SLOT_CHOICE, TABLE_CHOICE } from './reason-texts.ts';
import { NOT_YET, obstacleOf, reasonOf, shown } from './reasons.ts';
import type { PlaceChange } from './repair.ts';
import type { Place, Timetable, Wish } from './timetable.ts';

export const changeOf = ({ wish, before, after }: PlaceChange, nameOf: NameOf): MeetingChange => ({
  ...{ meetingId: wish.id, firstPartyId: wish.firstPartyId, secondPartyId: wish.secondPartyId },
  before: before ?? undefined,
  after: after ?? undefined,
  reason: after ? undefined : reasonOf(wish.reason ?? NOT_YET, nameOf),
});

export function explanationOf(
  timetable: Timetable,
  { wish, views, nameOf }: { wish: Wish; views: SlotView[]; nameOf: NameOf },
): ExplainMeetingResponse {
  return {
    meeting: meetingOf(wish, nameOf),
    slot: wish.place ? whyHere(wish, wish.place, views) : reasonOf(wish.reason ?? NOT_YET, nameOf),
    table: wish.place ? whyTable(timetable, wish, wish.place) : undefined,
    slots: views.map(({ slot, obstacles, gapsChange, ...view }) => ({
      ...{ ...view, slotId: slot, gapsChange },
      obstacles: obstacles.map((one) => obstacleOf(one, nameOf)),
    })),
  };
}

const about = (wish: Wish, slots: string[]): Clash => ({
  ...{ participants: [wish.firstPartyId, wish.secondPartyId], slots, meetings: [wish.id] },
});

function whyHere(wish: Wish, { slotId }: Place, views: SlotView[]): TimetableReason {
  const others = views.filter(({ here, possible }) => possible && !here);
  const better = others.filter(({ gapsChange }) => gapsChange < 0);
  const shared = about(wish, [slotId]);
  if (wish.lock?.slotId === slotId) return shown(SLOT_CHOICE, { ...shared, code: 'locked', figures: {} });
  if (others.length === 0) return shown(SLOT_CHOICE, { ...shared, code: 'only_slot', figures: {} });
  if (better.length === 0)
    return shown(SLOT_CHOICE, { ...shared, code: 'fewest_gaps', figures: { possible: others.length + 1 } });
  const slots = [slotId, ...better.map(({ slot }) => slot)];
  return shown(SLOT_CHOICE, { ...shared, slots, code: 'found', figures: { better: better.length } });
}

function whyTable({ slots, meetings }: Timetable, wish: Wish, { slotId, table }: Place): TimetableReason {
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
    return shown(TABLE_CHOICE, { ...shared, code: 'locked', figures: {} });
  if (neighbours.length === 0) return shown(TABLE_CHOICE, { ...shared, code: 'free', figures: {} });
  const beside = neighbours.map(({ id }) => id);
  return shown(TABLE_CHOICE, { ...shared, meetings: beside, code: 'same_table', figures: {} });
}
