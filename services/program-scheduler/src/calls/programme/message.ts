/** A programme as the wire has it. */
import type { Programme as ProgrammeMessage } from '@naru/contracts/program/v1/programme';
import type { Programme } from './programme.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (programme: Programme, version = 0): ProgrammeMessage => ({
  ...programme,
  etag: version ? String(version) : '',
});
