/** The committed lists of who hears what, and the services whose events they are. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plan, readHearings } from '@naru/bus/lay';
import type { Hearing } from '@naru/bus/names';
import type { BusPlan } from './bus-accounts.ts';
import { repositoryDir } from './paths.ts';
import { CONTEXTS } from './services.ts';

/** What the services of this version hear. Made from their code by `npm run renew --prefix tests`. */
export const CONSUMERS_FILE = 'deploy/consumers.txt';
/** What the services of the last release hear: its durables stay readable until every replica is replaced. */
export const RELEASED_FILE = 'deploy/consumers.released.txt';

const listOf = (file: string) => readHearings(readFileSync(path.join(repositoryDir, file), 'utf8'));

/** Who hears what: now, and in the last release. */
export interface Hearings {
  now: readonly Hearing[];
  released: readonly Hearing[];
}

export const committedHearings = (): Hearings => ({ now: listOf(CONSUMERS_FILE), released: listOf(RELEASED_FILE) });

/** The streams and durables that this version needs. Those of the last release are there, or nobody needs them. */
export const laidPlan = ({ now }: Hearings = committedHearings()): Plan => ({
  contexts: Object.values(CONTEXTS),
  hearings: now,
});

/** Whom the bus lets do what, during an upgrade too. */
export const allowedPlan = (prefix = '', { now, released }: Hearings = committedHearings()): BusPlan => ({
  contexts: CONTEXTS,
  hearings: [...now, ...released],
  prefix,
});
