/** A match as the wire has it. */
import type { Match as MatchMessage, ScorePart } from '@naru/contracts/matching/v1/match';
import { saidOf } from '../score/texts.ts';
import type { Match, Part } from './match.ts';

/** Stored is why; what is said of it is made anew. */
export const partToProto = ({ reason, ...part }: Part): ScorePart => ({ ...part, reason: saidOf(reason) });

export const toProto = (match: Match, version = 0): MatchMessage => ({
  ...match,
  parts: match.parts.map(partToProto),
  etag: version ? String(version) : '',
});
