/** The line that every request leaves in the log. It has no path and no query: paths have ids, and queries may have names. */
import { createHash } from 'node:crypto';
import { log } from '@naru/telemetry/log';

export interface Access {
  method: string;
  route: string | undefined;
  status: number;
  seconds: number;
  subject: string | undefined;
}

const HASH_LENGTH = 16;

/** Who looks for a person hashes the subject in the same way: it is SHA-256, of which the first 16 digits are shown. */
const hashOf = (subject: string): string => createHash('sha256').update(subject).digest('hex').slice(0, HASH_LENGTH);

export const tellAccess = ({ method, route, status, seconds, subject }: Access): void =>
  log.info(
    { method, route, status, ms: Math.round(seconds * 10_000) / 10, subject: subject && hashOf(subject) },
    'request',
  );
