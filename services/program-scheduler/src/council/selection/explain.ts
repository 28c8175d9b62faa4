/** What an applicant is told of the decision: everything that decided it, and nothing about any other team. Pure. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { ApplicationExplanation } from '@naru/contracts/program/v1/selection';
import type { Application } from '../../calls/application/application.ts';
import { ineligibilities } from '../../calls/application/message.ts';
import { ineligibleText } from '../../calls/application/texts.ts';
import type { Constraint } from '../choice/constraint.ts';
import { constraintText, points, reasonSentence, STATES, say } from './explain-words.ts';
import { type Entry, type Selection, withStanding } from './selection.ts';

export function explanationOf(
  { id, state, ineligible }: Pick<Application, 'id' | 'state' | 'ineligible'>,
  selection: Selection | null,
): ApplicationExplanation {
  const decided = selection?.state === 'DECIDED';
  const entry = selection?.entries.find((one) => one.applicationId === id);
  const base = { ...NOTHING, applicationId: id, state, ineligible: ineligibilities(ineligible), decided };
  if (!selection || !decided || !entry) return { ...base, sentences: undecidedSentences(state, ineligible) };
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
  return { ...explained, sentences: decidedSentences(entry, { ...explained, selection, constraints }) };
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

/** The lowest score among the selected, as it stands. */
function cutOf({ entries }: Selection): number | undefined {
  const scores = withStanding(entries, 'SELECTED').flatMap(({ score }) => score ?? []);
  return scores.length > 0 ? Math.min(...scores) : undefined;
}

function undecidedSentences(
  state: Application['state'],
  ineligible: Application['ineligible'],
): ApplicationExplanation['sentences'] {
  return [
    STATES[state] ?? say('협의회가 아직 결정하지 않았습니다.', 'The council has not decided yet.'),
    ...ineligible.map(ineligibleText),
  ];
}

interface Facts extends Omit<ApplicationExplanation, 'sentences' | 'constraints'> {
  selection: Selection;
  constraints: readonly Constraint[];
}

function decidedSentences(entry: Entry, facts: Facts): LocalizedText[] {
  const { selection, constraints, cut, pointsShort, waitlistPosition } = facts;
  const places = withStanding(selection.entries, 'SELECTED').length;
  return [
    ...scoreSentences(entry, facts),
    say(`모두 ${places}팀이 선정되었습니다.`, `Teams selected: ${places}.`),
    ...(cut === undefined
      ? []
      : [
          say(
            `선정된 팀 가운데 가장 낮은 점수는 ${points(cut)}점입니다.`,
            `The lowest score among them is ${points(cut)}.`,
          ),
        ]),
    reasonSentence(entry, selection),
    ...constraints.map(constraintText),
    ...(pointsShort === undefined
      ? []
      : [say(`그 점수보다 ${points(pointsShort)}점 낮습니다.`, `The score lies ${points(pointsShort)} below that.`)]),
    ...(entry.note
      ? [
          say(
            `협의회가 기록한 이유: ${entry.note.ko || entry.note.en}`,
            `The council's reason: ${entry.note.en || entry.note.ko}`,
          ),
        ]
      : []),
    ...(waitlistPosition > 0
      ? [
          say(
            `대기 순위는 ${waitlistPosition}번이며, 자리가 나면 순서대로 자동으로 선정됩니다.`,
            `It is number ${waitlistPosition} on the waitlist, which moves up by itself when a place comes free.`,
          ),
        ]
      : []),
  ];
}

function scoreSentences({ score, raw, rank, rankLow, rankHigh, standardError, inTieZone }: Entry, { ranked }: Facts) {
  if (score === undefined || raw === undefined) return [];
  const moved = Math.abs(score - raw) >= 0.005;
  const doubt = standardError === undefined ? '' : ` (±${points(standardError)})`;
  return [
    say(
      `점수는 ${points(score)}점${doubt}이고, 심사를 받은 ${ranked}건 가운데 ${rank}위입니다.`,
      `The score is ${points(score)}${doubt}: rank ${rank} of the ${ranked} that were judged.`,
    ),
    ...(moved
      ? [
          say(
            `심사위원의 엄격함을 보정하기 전의 점수는 ${points(raw)}점이었습니다.`,
            `Before the correction for severe and lenient judges it was ${points(raw)}.`,
          ),
        ]
      : []),
    ...(rankLow < rankHigh && standardError === undefined
      ? [
          say(
            `점수가 같은 팀들과 ${rankLow}위부터 ${rankHigh}위까지를 나누어 가집니다.`,
            `With equal scores it shares the ranks ${rankLow} to ${rankHigh}.`,
          ),
        ]
      : []),
    ...(rankLow < rankHigh && standardError !== undefined
      ? [
          say(
            `실제 순위는 90%의 확률로 ${rankLow}위와 ${rankHigh}위 사이에 있습니다.`,
            `With 90 % the true rank lies between ${rankLow} and ${rankHigh}.`,
          ),
        ]
      : []),
    ...(inTieZone
      ? [
          say(
            '점수만으로는 선정선의 안팎을 가릴 수 없는 구간에 있습니다.',
            'By scores alone it cannot be told whether it belongs above the cut.',
          ),
        ]
      : []),
  ];
}
