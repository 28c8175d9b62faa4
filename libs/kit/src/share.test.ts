import { expect, test } from '@jest/globals';
import { streamShares } from './share.ts';

test('a subject has so many places, whatever others hold, and a place that was given back counts once', () => {
  const shares = streamShares(2);
  const [first] = [shares.take('kim'), shares.take('kim'), shares.take('lee')];
  expect(() => shares.take('kim')).toThrow(expect.objectContaining({ kind: 'exhausted', code: 'stream.limit' }));
  first();
  first();
  shares.take('kim');
  expect(() => shares.take('kim')).toThrow('2 open streams');
});
