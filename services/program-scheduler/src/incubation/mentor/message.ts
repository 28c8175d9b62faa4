/** Turns a mentor into its protobuf message. */
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';
import type { Mentor } from './mentor.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (mentor: Mentor, version = 0): MentorMessage => ({
  ...mentor,
  etag: version ? String(version) : '',
});
