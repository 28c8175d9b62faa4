/** A judging as the wire has it. */
import type { Judging as JudgingMessage } from '@naru/contracts/program/v1/judging';
import type { Judging } from './judging.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (judging: Judging, version = 0): JudgingMessage => ({
  ...judging,
  criteria: [...judging.criteria],
  etag: version ? String(version) : '',
});
