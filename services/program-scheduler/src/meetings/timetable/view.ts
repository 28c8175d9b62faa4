/** A timetable as its officers see it: everything that the decision screen shows, in one answer. */
import type {
  ExplainMeetingResponse,
  MeetingChange,
  PartyKind,
  TimetableMeeting,
  Timetable as TimetableMessage,
  TimetableParticipant,
  TimetableReason,
} from '@naru/contracts/program/v1/timetable';
import { checkTimetable } from '@naru/timetable-solver/check';
import type { SlotView } from '@naru/timetable-solver/explain';
import type { Reason } from '@naru/timetable-solver/reasons';
import { figuresOf } from './events.ts';
import { assignmentsOf, instanceOf } from './instance.ts';
import type { PlaceChange } from './repair.ts';
import type { Participant, Place, Timetable, Wish } from './timetable.ts';

export function toProto(timetable: Timetable): TimetableMessage {
  const { id, eventId, centreId, timeZone, state, slots, tables, lostTables, calledOff, edition } = timetable;
  const days = daysOf(timetable);
  return {
    ...{ id, eventId, centreId, timeZone, state, slots, tables, lostTables, calledOff },
    participants: timetable.participants.map((one) => participantOf(timetable, one, days(one.partyId))),
    meetings: timetable.meetings.map(meetingOf),
    figures: figuresOf(timetable.quality),
    etag: String(edition),
  };
}

interface Day {
  meetings: Wish[];
  wanted: number;
  gaps: number;
}

/** Everybody's meetings in the order of the day, found in one pass over them. */
function daysOf(timetable: Timetable): (partyId: string) => Day {
  const order = new Map(timetable.slots.map(({ id }, i) => [id, i]));
  const assignments = assignmentsOf(timetable);
  const { gapsOf } = checkTimetable(instanceOf(timetable), { assignments, unplaced: [] });
  const own = new Map<string, Wish[]>();
  for (const wish of timetable.meetings)
    for (const id of [wish.firstPartyId, wish.secondPartyId]) own.set(id, [...(own.get(id) ?? []), wish]);
  const at = ({ place }: Wish) => order.get(place?.slotId ?? '') ?? 0;
  return (partyId) => {
    const wishes = own.get(partyId) ?? [];
    const meetings = wishes.filter(({ place }) => place).sort((x, y) => at(x) - at(y));
    return { meetings, wanted: wishes.length, gaps: gapsOf.get(partyId) ?? 0 };
  };
}

function participantOf(timetable: Timetable, participant: Participant, day: Day): TimetableParticipant {
  const { awaySlotIds, ...party } = participant;
  return {
    party,
    kind: kindOf(party.partyId),
    awaySlotIds,
    meetingIds: day.meetings.map(({ id }) => id),
    gaps: day.gaps,
    short: shortOf(timetable, participant, day),
  };
}

/** Ids tell what they name. */
export function kindOf(partyId: string): PartyKind {
  if (partyId.startsWith('ven_')) return 'PARTY_VENTURE';
  if (partyId.startsWith('inv_')) return 'PARTY_INVESTOR';
  return /^KR-\d{2}$/.test(partyId) ? 'PARTY_CENTRE' : 'PARTY_ORGANISATION';
}

/** Why somebody has fewer meetings than the minimum asked for: the first of the causes that would do by itself. */
function shortOf(timetable: Timetable, party: Participant, day: Day): TimetableReason | undefined {
  const { partyId, minimum } = party;
  if (day.meetings.length >= minimum) return undefined;
  const instance = instanceOf({ ...timetable, participants: [party], meetings: [] });
  const slots = timetable.slots.length - (instance.participants[0]?.unavailable.length ?? 0);
  const about = { partyIds: [partyId], slotIds: [], meetingIds: [] };
  if (day.wanted < minimum)
    return {
      ...about,
      code: 'few_meetings',
      text: {
        ko: `최소 ${minimum}건을 원하지만 희망하는 미팅이 ${day.wanted}건입니다`,
        en: `asks for at least ${minimum} meetings, and ${day.wanted} are wanted with it`,
      },
    };
  if (slots < minimum)
    return {
      ...about,
      code: 'few_slots',
      text: {
        ko: `최소 ${minimum}건을 원하지만 참석할 수 있는 슬롯이 ${slots}개입니다`,
        en: `asks for at least ${minimum} meetings, and is there in ${slots} slots`,
      },
    };
  return {
    ...about,
    code: 'unplaced',
    text: {
      ko: `최소 ${minimum}건 가운데 ${day.meetings.length}건만 자리가 있습니다`,
      en: `${day.meetings.length} of its ${day.wanted} meetings have a place, and it asks for at least ${minimum}`,
    },
  };
}

const NOT_YET: Reason = {
  code: 'not_solved',
  ko: '아직 배정하지 않았습니다. 배정을 실행하거나, 공개된 일정이면 복구를 실행하세요',
  en: 'it has not been placed yet: solve the timetable, or repair it once it is published',
  ...{ participants: [], slots: [], meetings: [] },
};

const meetingOf = ({ place, lock, reason, centreId: _, ...wish }: Wish): TimetableMeeting => ({
  ...wish,
  place: place ?? undefined,
  lock: lock ?? undefined,
  reason: place ? undefined : reasonOf(reason ?? NOT_YET),
});

export const reasonOf = ({ code, ko, en, participants, slots, meetings }: Reason): TimetableReason => ({
  ...{ code, text: { ko, en } },
  ...{ partyIds: participants, slotIds: slots, meetingIds: meetings },
});

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
