/** A round as the wire has it. */
import type { Round as RoundMessage } from '@naru/contracts/program/v1/round';
import type { Round } from './round.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (
  { place: _, phaseRules: __, ...round }: Round,
  { version = 0, applications = 0 }: { version?: number; applications?: number } = {},
): RoundMessage => ({ ...round, applications, etag: version ? String(version) : '' });
