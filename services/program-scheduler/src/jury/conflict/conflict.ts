/** Conflicts of interest between a judge and an application, each with its source. Pure. */
import type { Conflict as ConflictMessage } from '@naru/contracts/program/v1/review';
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { DealCopy } from '../../copies/deal/deal.ts';
import type { Employment, Judge } from '../judge/judge.ts';

export type Conflict = ConflictMessage;

/** The fields of an application that conflicts need. */
export interface Judged {
  applicationId: string;
  ventureId: string;
  centreId: string;
}

/** Ties of the judge that other nouns and services know. */
export interface Ties {
  /** Ventures that the judge mentors or has mentored. */
  mentored: ReadonlySet<string>;
  /** Deals of the investors that `dealingFor` names. */
  deals: readonly (DealCopy & { id: string })[];
  today: CivilDate;
}

/**
 * An employment that ended at most two years ago is a hard conflict; at most five years ago, a soft one that needs a
 * reason.
 */
const BINDING_YEARS = 2;
const TELLING_YEARS = 5;

const SOURCES = [ownership, employment, mentoring, sameCentre, deals, declared];

/** All conflicts, in the order of the sources. */
export const conflictsOf = (judge: Judge, judged: Judged, ties: Ties): Conflict[] =>
  SOURCES.flatMap((source) => source(judge, judged, ties));

export const isBarred = (conflicts: readonly Conflict[]): boolean => conflicts.some(({ hard }) => hard);

/** A judge may not judge a venture of which they own a part. */
function ownership({ holdings }: Judge, { ventureId }: Judged): Conflict[] {
  return holdings.includes(ventureId) ? [{ source: 'OWNERSHIP', objectId: ventureId, hard: true }] : [];
}

/**
 * A judge may not judge an employer, or one of the last two years. Up to five years the secretariat must give a reason.
 */
function employment({ employers }: Judge, { ventureId }: Judged, { today }: Ties): Conflict[] {
  const own = employers.filter(({ organisationId }) => organisationId === ventureId);
  const within = (years: number) => own.some((employment) => lastsWithin(employment, years, today));
  if (!within(TELLING_YEARS)) return [];
  return [{ source: 'EMPLOYMENT', objectId: ventureId, hard: within(BINDING_YEARS) }];
}

/** True where it lasts, or ended at most `years` ago. An unknown month or day of the end counts as the last one. */
function lastsWithin({ to }: Employment, years: number, today: CivilDate): boolean {
  if (!to) return true;
  const { year, month, day } = to;
  return compareDates({ year: year + years, month: month || 12, day: day || 31 }, today) >= 0;
}

/**
 * The investors whose deals count as deals of the judge: those that they own a part of or act for, and employers of the
 * last two years.
 */
export const dealingFor = ({ holdings, actsFor, employers }: Judge, today: CivilDate): string[] => [
  ...holdings,
  ...actsFor,
  ...employers
    .filter((employment) => lastsWithin(employment, BINDING_YEARS, today))
    .map(({ organisationId }) => organisationId),
];

/** A judge may not judge a venture that they have mentored: they would judge their own advice. */
function mentoring(_: Judge, { ventureId }: Judged, { mentored }: Ties): Conflict[] {
  return mentored.has(ventureId) ? [{ source: 'MENTORING', objectId: ventureId, hard: true }] : [];
}

/** A judge may not judge a venture of their own centre. */
function sameCentre({ centreId }: Judge, judged: Judged): Conflict[] {
  return centreId !== '' && centreId === judged.centreId
    ? [{ source: 'SAME_CENTRE', objectId: centreId, hard: true }]
    : [];
}

/**
 * A judge whose investor has a deal with the venture has an interest in it. A dropped deal is a soft conflict, and a
 * voided deal never was.
 */
function deals(_: Judge, { ventureId }: Judged, ties: Ties): Conflict[] {
  return ties.deals
    .filter((deal) => deal.ventureId === ventureId && deal.stage !== 'VOIDED')
    .map(({ id, stage }) => ({ source: 'DEAL', objectId: id, hard: stage !== 'DROPPED' }));
}

/** A declared conflict is not checked. */
function declared({ declared: own }: Judge, { applicationId, ventureId }: Judged): Conflict[] {
  return own
    .filter(({ objectId }) => objectId === applicationId || objectId === ventureId)
    .map(({ objectId }) => ({ source: 'DECLARED', objectId, hard: true }));
}
