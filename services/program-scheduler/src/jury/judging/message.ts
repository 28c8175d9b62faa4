/** Turns a judging into its protobuf message. */
import type { Judging as JudgingMessage } from '@naru/contracts/program/v1/judging';
import type { Judging } from './judging.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (judging: Judging, version = 0): JudgingMessage => ({
  ...judging,
  criteria: [...judging.criteria],
  etag: version ? String(version) : '',
});
