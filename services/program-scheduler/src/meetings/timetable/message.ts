/** A timetable as its officers see it: all data of the decision screen, in one answer. */
import type {
  TimetableFigures,
  TimetableMeeting,
  Timetable as TimetableMessage,
  TimetableParticipant,
  TimetableParticipant_Kind,
  TimetableReason,
} from '@naru/contracts/program/v1/timetable';
import type { NameOf } from '@naru/kit/names';
import { checkTimetable } from '@naru/timetable-solver/check';
import { assignmentsOf, instanceOf } from './instance.ts';
import { SHORT } from './reason-texts.ts';
import { NOT_YET, reasonOf, shown } from './reasons.ts';
import type { Participant, Quality, Timetable, Wish } from './timetable.ts';

/** The kinds of parties. */
export const PARTIES = ['venture', 'investor', 'centre', 'organisation'] as const;

export function toProto(timetable: Timetable, nameOf: NameOf): TimetableMessage {
  const { id, eventId, centreId, timeZone, state, slots, tables, lostTables, calledOff, edition } = timetable;
  const days = daysOf(timetable);
  return {
    ...{ id, eventId, centreId, timeZone, state, slots, tables, lostTables, calledOff },
    participants: timetable.participants.map((one) => participantOf(timetable, one, days(one.partyId))),
    meetings: timetable.meetings.map((wish) => meetingOf(wish, nameOf)),
    figures: figuresOf(timetable.quality),
    etag: String(edition),
  };
}

interface Day {
  meetings: Wish[];
  wanted: number;
  gaps: number;
}

/** The meetings of each participant in the order of the day, found in one pass over all meetings. */
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

/** The kind of a party, which the prefix of its id shows. */
export function kindOf(partyId: string): TimetableParticipant_Kind {
  if (partyId.startsWith('ven_')) return 'VENTURE';
  if (partyId.startsWith('inv_')) return 'INVESTOR';
  return /^KR-\d{2}$/.test(partyId) ? 'CENTRE' : 'ORGANISATION';
}

/** The reason why a participant has fewer meetings than its minimum: the first cause that is sufficient alone. */
function shortOf(timetable: Timetable, party: Participant, day: Day): TimetableReason | undefined {
  const { partyId, minimum } = party;
  if (day.meetings.length >= minimum) return undefined;
  const instance = instanceOf({ ...timetable, participants: [party], meetings: [] });
  const slots = timetable.slots.length - (instance.participants[0]?.unavailable.length ?? 0);
  const about = { participants: [partyId], slots: [], meetings: [] };
  const [wanted, placed] = [day.wanted, day.meetings.length];
  if (wanted < minimum) return shown(SHORT, { ...about, code: 'few_meetings', figures: { minimum, wanted } });
  if (slots < minimum) return shown(SHORT, { ...about, code: 'few_slots', figures: { minimum, attended: slots } });
  return shown(SHORT, { ...about, code: 'unplaced', figures: { minimum, placed, wanted } });
}

/** The ids of the parties in the reasons of these meetings. */
export const partiesIn = (meetings: readonly Wish[]): string[] =>
  meetings.flatMap(({ place, reason }) => (place ? [] : (reason?.participants ?? [])));

export const meetingOf = ({ place, lock, reason, centreId: _, ...wish }: Wish, nameOf: NameOf): TimetableMeeting => ({
  ...wish,
  place: place ?? undefined,
  lock: lock ?? undefined,
  reason: place ? undefined : reasonOf(reason ?? NOT_YET, nameOf),
});

export const figuresOf = ({ solvedAt, ...quality }: Quality): TimetableFigures => ({
  ...quality,
  unplaced: quality.meetings - quality.placed,
  solvedAt: solvedAt ?? undefined,
});
