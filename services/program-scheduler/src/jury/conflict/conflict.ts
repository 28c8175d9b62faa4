/** Why a judge is not free to judge an application: found from what is known of both, each with what it was found by. */
import type { Conflict as ConflictMessage } from '@naru/contracts/program/v1/review';
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { DealCopy } from '../../copies/deal/deal.ts';
import type { Employment, Judge } from '../judge/judge.ts';

export type Conflict = ConflictMessage;

/** The application, as far as conflicts are concerned. */
export interface Judged {
  applicationId: string;
  ventureId: string;
  centreId: string;
}

/** Ties of the judge that other parts of Naru know of. */
export interface Ties {
  /** Ventures that the judge mentors or has mentored. */
  mentored: ReadonlySet<string>;
  /** Deals of the investors that `dealingFor` names. */
  deals: readonly (DealCopy & { id: string })[];
  today: CivilDate;
}

/** An employment that ended two years ago or less binds; one that ended five years ago or less wants a reason. */
const BINDING_YEARS = 2;
const TELLING_YEARS = 5;

const SOURCES = [ownership, employment, mentoring, sameCentre, deals, declared];

/** All conflicts, in the order of the sources. */
export const conflictsOf = (judge: Judge, judged: Judged, ties: Ties): Conflict[] =>
  SOURCES.flatMap((source) => source(judge, judged, ties));

export const isBarred = (conflicts: readonly Conflict[]): boolean => conflicts.some(({ hard }) => hard);

/** Nobody judges what they own a part of. */
function ownership({ holdings }: Judge, { ventureId }: Judged): Conflict[] {
  return holdings.includes(ventureId) ? [{ source: 'OWNERSHIP', objectId: ventureId, hard: true }] : [];
}

/** Nobody judges their employer, nor for two years who was it; for five the secretariat has to say why all the same. */
function employment({ employers }: Judge, { ventureId }: Judged, { today }: Ties): Conflict[] {
  const own = employers.filter(({ organisationId }) => organisationId === ventureId);
  const within = (years: number) => own.some((employment) => lastsWithin(employment, years, today));
  if (!within(TELLING_YEARS)) return [];
  return [{ source: 'EMPLOYMENT', objectId: ventureId, hard: within(BINDING_YEARS) }];
}

/** It lasts, or ended so many years ago or less. Where the month or day of its end is not known, it was the last one. */
function lastsWithin({ to }: Employment, years: number, today: CivilDate): boolean {
  if (!to) return true;
  const { year, month, day } = to;
  return compareDates({ year: year + years, month: month || 12, day: day || 31 }, today) >= 0;
}

/** Those whose deals are a judge's own: what they own a part of or act for, and whoever employs them or lately has. */
export const dealingFor = ({ holdings, actsFor, employers }: Judge, today: CivilDate): string[] => [
  ...holdings,
  ...actsFor,
  ...employers
    .filter((employment) => lastsWithin(employment, BINDING_YEARS, today))
    .map(({ organisationId }) => organisationId),
];

/** Nobody judges whom they have mentored: they would judge their own advice. */
function mentoring(_: Judge, { ventureId }: Judged, { mentored }: Ties): Conflict[] {
  return mentored.has(ventureId) ? [{ source: 'MENTORING', objectId: ventureId, hard: true }] : [];
}

/** Nobody judges for their own centre. */
function sameCentre({ centreId }: Judge, judged: Judged): Conflict[] {
  return centreId !== '' && centreId === judged.centreId
    ? [{ source: 'SAME_CENTRE', objectId: centreId, hard: true }]
    : [];
}

/** Whose investor deals or has dealt with the venture has a stake in it; a deal that came to nothing wants a reason. */
function deals(_: Judge, { ventureId }: Judged, ties: Ties): Conflict[] {
  return ties.deals
    .filter((deal) => deal.ventureId === ventureId)
    .map(({ id, stage }) => ({ source: 'DEAL', objectId: id, hard: stage !== 'DROPPED' }));
}

/** What a judge declares is believed. */
function declared({ declared: own }: Judge, { applicationId, ventureId }: Judged): Conflict[] {
  return own
    .filter(({ objectId }) => objectId === applicationId || objectId === ventureId)
    .map(({ objectId }) => ({ source: 'DECLARED', objectId, hard: true }));
}
