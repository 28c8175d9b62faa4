/** A mentor as the wire has it. */
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';
import type { Mentor } from './mentor.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (mentor: Mentor, version = 0): MentorMessage => ({
  ...mentor,
  etag: version ? String(version) : '',
});
