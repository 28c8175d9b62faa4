/** The words of a notice with the present names. Pure: it depends on the stored notice and the known names. */
import { printInstant } from '@naru/korean/instant';
import { named, type Said, say } from '@naru/words/text';
import type { Known } from '../copies/name/store.ts';
import type { About, NotificationDoc, Text } from './notification.ts';
import { HEADLINE, type Named, NOTICE, type NoticeName, SOMEBODY } from './texts.ts';

const NOTHING: Said = { ko: '', en: '' };

/** The words for a party whose name may not be shown. */
function standIn(id: string): Said {
  if (id.startsWith('ven_')) return SOMEBODY.venture;
  return id.startsWith('inv_') ? SOMEBODY.investor : SOMEBODY.participant;
}

/** The ids whose names a notice needs. */
export const idsIn = ({ ventureId, investorId, roundId, meeting }: About): string[] =>
  [ventureId, investorId, roundId, meeting?.eventId].filter((id) => id !== undefined);

export function namesFor({ ventureId, investorId, roundId, meeting }: About, known: Known): Named {
  const nameOf = (id: string | undefined, otherwise: Said): Said => {
    const name = id === undefined ? undefined : known.get(id)?.name;
    return name ? named(name) : otherwise;
  };
  const eventOf = roundId === undefined ? undefined : known.get(roundId)?.eventId;
  return {
    venture: nameOf(ventureId, ventureId ? standIn(ventureId) : SOMEBODY.venture),
    investor: nameOf(investorId, investorId ? standIn(investorId) : SOMEBODY.investor),
    round: nameOf(roundId, SOMEBODY.round),
    event: nameOf(eventOf, NOTHING),
    where: meeting ? whereOf(meeting, known) : NOTHING,
  };
}

/** The event with its place, the local time, and the table. */
function whereOf({ startsAt, timeZone, table, eventId }: NonNullable<About['meeting']>, known: Known): Said {
  const { name, place } = (eventId === undefined ? undefined : known.get(eventId)) ?? {};
  const there = place && named(place);
  const event = name && named(name);
  const at = (language: 'ko' | 'en') => {
    const in_ = there?.[language] ? (language === 'ko' ? `(${there.ko})` : ` (${there.en})`) : '';
    return (event ? `${event[language]}${in_}, ` : '') + printInstant(startsAt, { zone: timeZone, language });
  };
  return { ko: `${at('ko')}, 테이블 ${table}`, en: `${at('en')}, table ${table}` };
}

/** The notice of a subscription is the catalogue's line for the event. */
export function textOf(
  { template, about }: Pick<NotificationDoc, 'template' | 'about'>,
  { known, summary }: { known: Known; summary: Said },
): Text {
  if (!isNotice(template)) return { title: say(HEADLINE.of.subscription, {}), body: summary };
  return { title: say(HEADLINE.of[template], {}), body: say(NOTICE.of[template], namesFor(about, known)) };
}

const isNotice = (template: string): template is NoticeName => Object.hasOwn(NOTICE.of, template);
