/** What docs/partners.md says of webhooks is what the code does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { serviceConfig } from '@naru/kit/config';
import { REST_MS_MAX } from '../delivery/courier.ts';
import { JITTER, WAIT_MS_MAX } from '../delivery/decide.ts';
import { OLD_SECRETS_MAX, OVERLAP_MS } from './decide.ts';
import { PACE } from './room.ts';

const GUIDE = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/partners.md'), 'utf8');
const HOUR_MS = 3_600_000;

const spell = (ms: number): string =>
  ms < 60_000 ? `${ms / 1_000} s` : ms < HOUR_MS ? `${ms / 60_000} min` : `${ms / HOUR_MS} h`;

test('the attempts of a delivery', () => {
  const [first, ...later] = PACE.stepsMs;
  const said = later.map(spell);
  expect(first).toBe(0);
  expect(GUIDE).toContain(`${said.slice(0, -1).join(', ')} and ${said.at(-1)}, each up to a fifth later`);
  expect(GUIDE).toContain(`After ${PACE.stepsMs.length} attempts the delivery is DEAD`);
  expect(GUIDE).toContain(`Answer 2xx within ${PACE.timeoutMs / 1_000} seconds`);
  expect(JITTER).toBe(1 / 5);
});

test('how long an address may wish to be left alone', () => {
  expect(GUIDE).toContain(`for the delivery up to ${WAIT_MS_MAX / HOUR_MS} hours`);
  expect(REST_MS_MAX).toBe(HOUR_MS);
});

test('how long old secrets sign, and how many', () => {
  expect(GUIDE).toContain(`for ${OVERLAP_MS / HOUR_MS} hours both sign, and at most ${OLD_SECRETS_MAX} old ones`);
});

test('how long events are kept', () => {
  const keptMs = Number(serviceConfig.FEED_KEPT_MS.parse(undefined));
  expect(GUIDE).toContain(`Events are kept for ${keptMs / HOUR_MS / 24} days`);
});
