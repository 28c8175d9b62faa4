/** Turns a match into its protobuf message. */
import type { IntroductionEntry, Match as MatchMessage, ScorePart } from '@naru/contracts/matching/v1/match';
import { saidOf } from '../score/texts.ts';
import type { Match, Part } from './match.ts';

/** The code and parameters of a reason are stored; its text is made here. */
export const partToProto = ({ reason, ...part }: Part): ScorePart => ({ ...part, reason: saidOf(reason) });

export const toProto = (match: Match, version = 0): MatchMessage => ({
  ...match,
  parts: match.parts.map(partToProto),
  outsideOf: [],
  etag: version ? String(version) : '',
});

/** None where the two are not introduced. */
export function introductionToProto(match: Match, version: number): IntroductionEntry[] {
  const { id: matchId, ventureId, investorId, centreId, introduction } = match;
  if (!introduction) return [];
  const names = { ventureName: undefined, investorName: undefined, centreName: undefined };
  return [{ ...introduction, matchId, ventureId, investorId, centreId, ...names, etag: String(version) }];
}
