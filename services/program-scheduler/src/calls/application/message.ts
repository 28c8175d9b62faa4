/** An application as the wire has it. */
import type { Application as ApplicationMessage } from '@naru/contracts/program/v1/application';
import type { Application } from './application.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ verdictVersion: _, ...application }: Application, version = 0): ApplicationMessage => ({
  ...application,
  etag: version ? String(version) : '',
});
