/** Turns a match into its protobuf message. */
import type { Match as MatchMessage, ScorePart } from '@naru/contracts/matching/v1/match';
import { saidOf } from '../score/texts.ts';
import type { Match, Part } from './match.ts';

/** The code and parameters of a reason are stored; its text is made here. */
export const partToProto = ({ reason, ...part }: Part): ScorePart => ({ ...part, reason: saidOf(reason) });

export const toProto = (match: Match, version = 0): MatchMessage => ({
  ...match,
  parts: match.parts.map(partToProto),
  etag: version ? String(version) : '',
});
