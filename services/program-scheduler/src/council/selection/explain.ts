/** Explains a decision to an applicant: everything that decided it, and nothing about any other team. Pure. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { ApplicationExplanation } from '@naru/contracts/program/v1/selection';
import { named, type Said } from '@naru/words/text';
import type { Application } from '../../calls/application/application.ts';
import { ineligibilities } from '../../calls/application/message.ts';
import { ineligibleText } from '../../calls/application/texts.ts';
import type { Constraint } from '../choice/constraint.ts';
import { constraintName, told } from './explain-texts.ts';
import { reasonText } from './reason.ts';
import { type Entry, type Selection, withStanding } from './selection.ts';

/** The round and the event that the application is for. */
export interface Occasion {
  round: LocalizedText;
  event: { name: LocalizedText; place: LocalizedText | undefined } | undefined;
}

export function explanationOf(
  { id, state, ineligible }: Pick<Application, 'id' | 'state' | 'ineligible'>,
  selection: Selection | null,
  occasion: Occasion,
): ApplicationExplanation {
  const decided = selection?.state === 'DECIDED';
  const entry = selection?.entries.find((one) => one.applicationId === id);
  const base = { ...NOTHING, applicationId: id, state, ineligible: ineligibilities(ineligible), decided };
  const about = aboutOf(occasion);
  if (!selection || !decided || !entry)
    return { ...base, sentences: [about, undecided(state), ...ineligible.map(ineligibleText)] };
  const { raw, score } = entry;
  const cut = cutOf(selection);
  const constraints = selection.constraints.filter((one) => entry.constraintIds.includes(one.id));
  const short = entry.reason === 'PLACES_FULL' && cut !== undefined && score !== undefined ? cut - score : 0;
  const explained = {
    ...base,
    reason: entry.reason,
    rank: score === undefined ? 0 : entry.rank,
    ranked: selection.entries.filter((one) => one.score !== undefined).length,
    rankLow: entry.rankLow,
    rankHigh: entry.rankHigh,
    raw,
    correction: raw === undefined || score === undefined ? undefined : score - raw,
    score,
    standardError: entry.standardError,
    cut,
    pointsShort: short > 0 ? short : undefined,
    waitlistPosition: entry.waitlistPosition,
    constraints: constraints.map(({ centreIds, sectors, ...one }) => ({
      ...one,
      centreIds: [...centreIds],
      sectors: [...sectors],
    })),
  };
  return { ...explained, sentences: [about, ...decidedSentences(entry, { ...explained, selection, constraints })] };
}

const NOTHING: Omit<ApplicationExplanation, 'applicationId' | 'state' | 'ineligible' | 'sentences'> = {
  decided: false,
  reason: 'REASON_UNSPECIFIED',
  rank: 0,
  ranked: 0,
  rankLow: 0,
  rankHigh: 0,
  raw: undefined,
  correction: undefined,
  score: undefined,
  standardError: undefined,
  cut: undefined,
  pointsShort: undefined,
  waitlistPosition: 0,
  constraints: [],
};

const aboutOf = ({ round, event }: Occasion): Said =>
  told('about', {
    round: named(round),
    event: event && named(event.name),
    place: event?.place && named(event.place),
  });

/** The lowest score among the teams that are selected now. */
function cutOf({ entries }: Selection): number | undefined {
  const scores = withStanding(entries, 'SELECTED').flatMap(({ score }) => score ?? []);
  return scores.length > 0 ? Math.min(...scores) : undefined;
}

const undecided = (state: Application['state']): Said =>
  told(state === 'DRAFT' || state === 'WITHDRAWN' || state === 'INELIGIBLE' ? state : 'UNDECIDED');

interface Facts extends Omit<ApplicationExplanation, 'sentences' | 'constraints'> {
  selection: Selection;
  constraints: readonly Constraint[];
}

function decidedSentences(entry: Entry, facts: Facts): Said[] {
  const { selection, constraints, cut, pointsShort, waitlistPosition: position } = facts;
  return [
    ...scoreSentences(entry, facts),
    told('selected', { teams: withStanding(selection.entries, 'SELECTED').length }),
    ...(cut === undefined ? [] : [told('cut', { cut })]),
    reasonText(entry, selection),
    ...constraints.map((constraint) => told('constraint', { name: constraintName(constraint) })),
    ...(pointsShort === undefined ? [] : [told('short', { missing: pointsShort })]),
    ...(entry.note ? [told('note', { words: named(entry.note) })] : []),
    ...(position > 0 ? [told('waitlist', { position })] : []),
  ];
}

function scoreSentences(
  { score, raw, rank, rankLow, rankHigh, standardError: error, inTieZone }: Entry,
  { ranked }: Facts,
): Said[] {
  if (score === undefined || raw === undefined) return [];
  const corrected = Math.abs(score - raw) >= 0.005;
  const ranks = error === undefined ? 'ranks_shared' : 'ranks_likely';
  return [
    told('score', { score, error, rank, ranked }),
    ...(corrected ? [told('uncorrected', { raw })] : []),
    ...(rankLow < rankHigh ? [told(ranks, { rankLow, rankHigh })] : []),
    ...(inTieZone ? [told('tie_zone')] : []),
  ];
}
