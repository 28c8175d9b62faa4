/** Turns a programme into its protobuf message. */
import type { Programme as ProgrammeMessage } from '@naru/contracts/program/v1/programme';
import type { Programme } from './programme.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (programme: Programme, version = 0): ProgrammeMessage => ({
  ...programme,
  etag: version ? String(version) : '',
});
