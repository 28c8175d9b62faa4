/** A match as the wire has it. */
import type { Match as MatchMessage } from '@naru/contracts/matching/v1/match';
import type { Match } from './match.ts';

export const toProto = (match: Match, version = 0): MatchMessage => ({
  ...match,
  etag: version ? String(version) : '',
});
