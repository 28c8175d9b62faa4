/**
 * How long things last while faults are injected: seconds in `npm test`, and the values of production in
 * `npm run faults`. Services and bus read them as configuration.
 */
import { WINDOWS, type Windows } from '@naru/bus/names';
import { SHORT_RETRIES } from '@naru/testing/stack';

interface Pace {
  windows: Windows;
  /** More environment for every process. */
  environment: NodeJS.ProcessEnv;
  /** Longer than every lease: of a message in hand, of an operation, of a delivery. */
  haltMs: number;
  /** How long a caller repeats a request: longer than any fault. */
  callWithinMs: number;
  /** How long the system may take to come to rest after a fault. */
  settledWithinMs: number;
  /** The limit of one test. */
  testMs: number;
}

const MINUTE_MS = 60_000;

const SHORT: Pace = {
  windows: { keptMs: 10 * MINUTE_MS, duplicatesMs: 5_000, ackWaitMs: 3_000 },
  environment: { ...SHORT_RETRIES, LEASE_MS: '2000', EVENTS_KEPT_MS: String(10 * MINUTE_MS) },
  haltMs: 8_000,
  callWithinMs: MINUTE_MS,
  settledWithinMs: 2 * MINUTE_MS,
  testMs: 5 * MINUTE_MS,
};

const TRUE: Pace = {
  windows: WINDOWS,
  environment: {},
  haltMs: MINUTE_MS,
  callWithinMs: 5 * MINUTE_MS,
  settledWithinMs: 15 * MINUTE_MS,
  testMs: 40 * MINUTE_MS,
};

export const PACE: Pace = process.env.NARU_TRUE_TIMES === '1' ? TRUE : SHORT;
