/** A mentoring as the wire has it. */
import type { MentoringSession as MentoringSessionMessage } from '@naru/contracts/program/v1/mentoring';
import type { Mentoring } from './mentoring.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ mentorSubject: _, ...session }: Mentoring, version = 0): MentoringSessionMessage => ({
  ...session,
  etag: version ? String(version) : '',
});
