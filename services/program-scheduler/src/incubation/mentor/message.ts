/** Turns a mentor into its protobuf message. */
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';
import { owns, type Reach } from '@naru/kit/reach';
import type { Mentor } from './mentor.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (mentor: Mentor, version = 0): MentorMessage => ({
  ...mentor,
  etag: version ? String(version) : '',
});

/** The subject of a token leads to its person: only the secretariat, the centre and the mentor see it. */
export const shownTo = (reach: Reach, mentor: Mentor, version: number): MentorMessage => ({
  ...toProto(mentor, version),
  ...(owns(reach, ownersOf(mentor)) ? {} : { subject: '' }),
});

/** A mentor belongs to the centre and to the person. */
export const ownersOf = ({ centreId, subject }: Pick<Mentor, 'centreId' | 'subject'>) => ({
  centre: centreId,
  subject,
});
