/** Turns a rubric into its protobuf message. */
import type { Rubric as RubricMessage } from '@naru/contracts/program/v1/rubric';
import type { Rubric } from './rubric.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ versions, ...rubric }: Rubric, version = 0): RubricMessage => ({
  ...rubric,
  versions: versions.map(({ criteria, ...one }) => ({ ...one, criteria: [...criteria] })),
  etag: version ? String(version) : '',
});
