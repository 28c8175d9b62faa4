import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { handAmbient } from '@naru/testing/hand-ambient';
import { listenToLog } from '@naru/testing/log-lines';
import { doors } from './there.ts';

let heard: ReturnType<typeof listenToLog>;
beforeEach(() => {
  heard = listenToLog();
});
afterEach(() => heard.end());

function waiting(open: () => Promise<string>) {
  const ambient = handAmbient();
  const failed = new AbortController();
  const { pause, elapsedMs } = ambient;
  const door = doors({ pause, elapsedMs, signal: failed.signal, isFinal: (error) => error instanceof SyntaxError });
  const opened = door.until({ name: 'bus', host: 'nats.example:4222', open });
  opened.catch(() => {}); // A test looks at it later.
  return { ambient, failed, door, opened };
}

test('what is away is named with its host and the error, at once and then every five seconds, until it is there', async () => {
  let tries = 0;
  let isThere = false;
  const refused = new Error('not reached', { cause: new Error('connect ECONNREFUSED') });
  const { ambient, door, opened } = waiting(async () => {
    tries += 1;
    if (!isThere) throw refused;
    return 'opened';
  });
  await ambient.resting();
  const text = 'the bus at nats.example:4222 is away: not reached: connect ECONNREFUSED';
  expect(door.warnings()).toEqual({ bus: text });
  for (let quarter = 0; quarter < 44; quarter += 1) {
    ambient.advance(250);
    await ambient.resting();
  }
  const host = 'nats.example:4222';
  const waits = { level: 'warn', facts: { host, err: refused }, text: 'waiting for the bus' };
  expect(heard.lines).toEqual([waits, waits, waits]);
  expect(tries).toBe(45);
  isThere = true;
  ambient.advance(250);
  expect(await opened).toBe('opened');
  expect(heard.lines.at(-1)).toEqual({ level: 'info', facts: { host }, text: 'the bus is there' });
  expect(door.warnings()).toEqual({});
});

test('a wrong setting does not heal, and nothing is waited for after the start has failed', async () => {
  const wrong = waiting(() => Promise.reject(new SyntaxError('NATS_URL: wrong')));
  await expect(wrong.opened).rejects.toThrow('NATS_URL');
  const { ambient, failed, opened } = waiting(() => Promise.reject(new Error('away')));
  await ambient.resting();
  failed.abort(new Error('the database has another format'));
  await expect(opened).rejects.toThrow('another format');
});
