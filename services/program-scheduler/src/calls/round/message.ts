/** Turns a round into its protobuf message. */
import type { Round as RoundMessage } from '@naru/contracts/program/v1/round';
import type { Round } from './round.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (
  { place: _, phaseRules: __, ...round }: Round,
  { version = 0, applications = 0 }: { version?: number; applications?: number } = {},
): RoundMessage => ({ ...round, applications, etag: version ? String(version) : '' });
