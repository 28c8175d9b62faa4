/** Takes from any event what its notice is about. Pure: it reads fields by their names, which are the same everywhere. */
import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';
import type { CivilDate } from '@naru/kit/civil-date';
import { idsAt, isContent, plainOf, valuesOf } from '../standards/fields.ts';
import type { About } from './notification.ts';

/** The field of an event, or of its resource, and what it is in a notice. Later lines are stronger. */
const IDS: readonly (readonly [string, keyof About])[] = [
  ['venture_id', 'ventureId'],
  ['investor_id', 'investorId'],
  ['first_party_id', 'ventureId'],
  ['second_party_id', 'investorId'],
  ['centre_id', 'centreId'],
  ['round_id', 'roundId'],
  ['event_id', 'eventId'],
  ['programme_id', 'programmeId'],
  ['cohort_id', 'cohortId'],
  ['about_id', 'bodyId'],
  ['host_id', 'bodyId'],
  ['desk_id', 'bodyId'],
  ['owner_id', 'bodyId'],
];

/** Resources whose own id is what the notice names. */
const OWN: Readonly<Record<string, keyof About>> = {
  centre: 'centreId',
  cohort: 'cohortId',
  event: 'eventId',
  fund: 'fundId',
  investor: 'investorId',
  organisation: 'bodyId',
  programme: 'programmeId',
  round: 'roundId',
  template: 'templateId',
  visit: 'visitId',
};

export function aboutOf(content: ReflectMessage): About {
  const resources = content.fields.flatMap((field) => {
    const [value] = field.fieldKind === 'message' ? valuesOf(content, field.name) : [];
    return isContent(value) ? [{ noun: field.name, message: value }] : [];
  });
  const own = resources.flatMap(({ noun, message }) => {
    const key = OWN[noun];
    return key ? idsAt(message, 'id').map((id) => [key, id] as const) : [];
  });
  // What the event itself says is about this event: who owes an obligation, rather than who receives the visit.
  const messages = [...resources.map(({ message }) => message), content];
  const ids = messages.flatMap((message) =>
    IDS.flatMap(([field, key]) => idsAt(message, field).map((id) => [key, id] as const)),
  );
  return { ...Object.fromEntries([...ids, ...own]), ...factsOf(messages) };
}

function factsOf(messages: readonly ReflectMessage[]): About {
  const last = (...names: string[]): unknown =>
    plainOf(names.flatMap((name) => messages.flatMap((message) => valuesOf(message, name))).at(-1));
  const number = last('number');
  const day = last('start_date', 'due_on') as CivilDate | undefined;
  const position = last('waitlist_position');
  const startsAt = instantOf(last('starts_at'));
  return {
    ...(typeof number === 'string' && { number }),
    ...(day && { day: { year: day.year, month: day.month, day: day.day } }),
    ...(typeof position === 'number' && { position }),
    ...(startsAt && placed(startsAt, { timeZone: last('time_zone'), table: last('table'), eventId: last('event_id') })),
  };
}

/** A 1:1 meeting has a table in the zone of its event; an office hour is at its time. */
function placed(startsAt: Date, { timeZone, table, eventId }: Record<string, unknown>): About {
  if (typeof timeZone !== 'string') return { at: startsAt };
  const known = typeof eventId === 'string' ? { eventId } : {};
  return { meeting: { startsAt, timeZone, table: Number(table ?? 0), ...known } };
}

/** The day of a deadline ends in Korea. */
const KOREA_MS = 9 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The instant of a deadline, or the end of its day; null if it has none. */
export function endOf(value: unknown): Date | null {
  const instant = instantOf(value);
  const { year, month, day } = (value ?? {}) as Partial<Record<'year' | 'month' | 'day', number>>;
  if (instant || !year || !month || !day) return instant;
  return new Date(Date.UTC(year, month - 1, day) + DAY_MS - KOREA_MS - 1);
}

export function instantOf(value: unknown): Date | null {
  const { $typeName } = (value ?? {}) as { $typeName?: string };
  return $typeName === 'google.protobuf.Timestamp' ? timestampDate(value as Timestamp) : null;
}
