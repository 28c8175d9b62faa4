/** Turns a judge into its protobuf message. */
import type { Judge as JudgeMessage } from '@naru/contracts/program/v1/judge';
import type { Judge } from './judge.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (judge: Judge, version = 0): JudgeMessage => ({
  ...judge,
  employers: [...judge.employers],
  holdings: [...judge.holdings],
  actsFor: [...judge.actsFor],
  expertise: [...judge.expertise],
  declared: [...judge.declared],
  etag: version ? String(version) : '',
});
