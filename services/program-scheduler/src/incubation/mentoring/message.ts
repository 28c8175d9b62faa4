/** Turns a mentoring session into its protobuf message. */
import type { MentoringSession as MentoringSessionMessage } from '@naru/contracts/program/v1/mentoring';
import type { Mentoring } from './mentoring.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ mentorSubject: _, ...session }: Mentoring, version = 0): MentoringSessionMessage => ({
  ...session,
  etag: version ? String(version) : '',
});
