/** The words of a notice with the present names. Pure: it depends on the stored notice and the known names. */
import { printDate } from '@naru/korean/date';
import { printInstant } from '@naru/korean/instant';
import { named, type Said, say, sayKept } from '@naru/words/text';
import type { Known } from '../copies/name/store.ts';
import { type Named, SOMEBODY } from './naming.ts';
import type { About, NotificationDoc, Text } from './notification.ts';
import { bodyOf, HEADLINE } from './texts.ts';

const NOTHING: Said = { ko: '', en: '' };
/** Office hours say no zone: they are held at centres in Korea. */
const ZONE = 'Asia/Seoul';
/** A digest names so many rounds, and counts the others. */
const ROUNDS_NAMED = 10;

/** The words for a party whose name may not be shown. */
function standIn(id: string): Said {
  if (id.startsWith('ven_')) return SOMEBODY.venture;
  return id.startsWith('inv_') ? SOMEBODY.investor : SOMEBODY.participant;
}

/** The ids whose names a notice needs. */
export function idsIn({ meeting, roundIds = [], byId: _, number: __, ...about }: About): string[] {
  const own = Object.values(about).filter((value): value is string => typeof value === 'string');
  return [...own, ...roundIds, ...(meeting?.eventId ? [meeting.eventId] : [])];
}

export function namesFor(about: About, known: Known): Named {
  const { ventureId, investorId, roundId, meeting, byId } = about;
  const nameOf = (id: string | undefined, otherwise: Said): Said => {
    const name = id === undefined ? undefined : known.get(id)?.name;
    return name ? named(name) : otherwise;
  };
  const eventId = about.eventId ?? (roundId === undefined ? undefined : known.get(roundId)?.eventId);
  const venture = nameOf(ventureId, ventureId ? standIn(ventureId) : SOMEBODY.venture);
  const investor = nameOf(investorId, investorId ? standIn(investorId) : SOMEBODY.investor);
  const byVenture = byId === undefined || byId === ventureId;
  return {
    ...{ venture, investor, by: byVenture ? venture : investor, other: byVenture ? investor : venture },
    centre: nameOf(about.centreId, SOMEBODY.centre),
    body: nameOf(about.bodyId, SOMEBODY.body),
    round: nameOf(roundId, SOMEBODY.round),
    event: nameOf(eventId, about.eventId ? SOMEBODY.event : NOTHING),
    programme: nameOf(about.programmeId, SOMEBODY.programme),
    cohort: nameOf(about.cohortId, SOMEBODY.cohort),
    visit: nameOf(about.visitId, SOMEBODY.visit),
    fund: nameOf(about.fundId, SOMEBODY.fund),
    template: nameOf(about.templateId, SOMEBODY.template),
    where: meeting ? whereOf(meeting, known) : NOTHING,
    when: whenOf(about),
    rounds: roundsOf(about.roundIds ?? (roundId ? [roundId] : []), known),
    isBooked: ventureId !== undefined,
    number: about.number ?? '',
    position: about.position ?? 0,
  };
}

function whenOf({ at, day }: About): Said {
  const print = (language: 'ko' | 'en'): string => {
    if (at) return printInstant(at, { zone: ZONE, language });
    return day ? printDate(day, language) : '';
  };
  return { ko: print('ko'), en: print('en') };
}

/** `상반기 모집(슬러시, 2026년 12월 1일까지)`; a digest may name many. */
function roundsOf(ids: readonly string[], known: Known): Said {
  const one = (id: string, language: 'ko' | 'en'): string => {
    const { name, eventId, closesAt } = known.get(id) ?? {};
    const event = eventId === undefined ? undefined : known.get(eventId)?.name;
    const end = closesAt && printInstant(closesAt, { zone: ZONE, language });
    const until = end && (language === 'ko' ? `${end}까지` : `until ${end}`);
    const more = [...(event ? [named(event)[language]] : []), ...(until ? [until] : [])].join(', ');
    const said = (name ? named(name) : SOMEBODY.round)[language];
    if (!more) return said;
    return language === 'ko' ? `${said}(${more})` : `${said} (${more})`;
  };
  const left = ids.length - ROUNDS_NAMED;
  const all = (language: 'ko' | 'en', more: string): string =>
    [...ids.slice(-ROUNDS_NAMED).map((id) => one(id, language)), ...(left > 0 ? [more] : [])].join('; ');
  return { ko: all('ko', `그 밖에 ${left}건`), en: all('en', `and ${left} more`) };
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

/**
 * The notice of a subscription, and of an event that this version has no words for, is the catalogue's line for the event.
 * That line is the headline too, where there is no shorter one.
 */
export function textOf(
  { template, about }: Pick<NotificationDoc, 'template' | 'about'>,
  { known, summary }: { known: Known; summary: Said },
): Text {
  const body = bodyOf(template);
  if (!body) return { title: say(HEADLINE.of.subscription, {}), body: summary };
  const title = Object.hasOwn(HEADLINE.of, template) ? say(HEADLINE.of[template as Headline], {}) : summary;
  return { title, body: sayKept(body, namesFor(about, known)) };
}

type Headline = keyof typeof HEADLINE.of;
