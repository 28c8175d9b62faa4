import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BSON } from 'mongodb';
import { toProto } from './message.ts';
import { fromSchema1 } from './store.ts';

test('a match that was proposed while reasons were stored as sentences still shows them', () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/match.schema-1.json', import.meta.url), 'utf8'));
  const [part] = stored.state.parts;
  expect(part.reason).toEqual({ ko: expect.stringMatching(/[가-힣]/), en: expect.any(String) });
  expect(toProto(fromSchema1(stored.state)).parts).toEqual([part]);
});
