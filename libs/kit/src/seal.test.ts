import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { areSealingKeys, type Sealed, sealer } from './seal.ts';

const keyOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh] = [keyOf('2026-11'), keyOf('2027-01')];

test('a sealed secret shows nothing of itself, and is opened by its key', () => {
  const box = sealer(old);
  const sealed = box.seal('whsec_나루', 'whk_1');
  expect(JSON.stringify(sealed)).not.toMatch(/whsec|나루/);
  expect(sealed.keyId).toBe('2026-11');
  expect(box.open(sealed, 'whk_1')).toBe('whsec_나루');
  expect(box.seal('whsec_나루', 'whk_1').text).not.toBe(sealed.text);
});

test('the first key seals and all open, so that a key can be changed', () => {
  const sealed = sealer(old).seal('secret', 'whk_1');
  const both = sealer(`${fresh},${old}`);
  expect([both.open(sealed, 'whk_1'), both.isPresent(sealed)]).toEqual(['secret', false]);
  const again = both.seal('secret', 'whk_1');
  expect([again.keyId, both.isPresent(again)]).toEqual(['2027-01', true]);
  expect(sealer(fresh).open(again, 'whk_1')).toBe('secret');
  expect(() => sealer(fresh).open(sealed, 'whk_1')).toThrow(
    'a secret of whk_1 is sealed by 2026-11, which is not among',
  );
});

const flipped = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

describe('planted: what was changed, or belongs to another, is not opened', () => {
  const box = sealer(old);
  const sealed = box.seal('secret', 'whk_1');
  test.each<[string, Sealed, string]>([
    ['the text', { ...sealed, text: flipped(sealed.text) }, 'whk_1'],
    ['the tag', { ...sealed, tag: flipped(sealed.tag) }, 'whk_1'],
    ['the nonce', { ...sealed, nonce: flipped(sealed.nonce) }, 'whk_1'],
    ['a cut tag', { ...sealed, tag: Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64') }, 'whk_1'],
    ['what it is about', sealed, 'whk_2'],
  ])('%s', (_, given, about) => {
    expect(() => box.open(given, about)).toThrow();
  });
});

test.each([
  ['', false],
  ['2026-11', false],
  [`2026-11:${randomBytes(16).toString('base64')}`, false],
  [`2026 11:${randomBytes(32).toString('base64')}`, false],
  [old, true],
  [`${fresh}, ${old}\n`, true],
])('%j are sealing keys: %s', (text, are) => {
  expect(areSealingKeys(text)).toBe(are);
  if (!are) expect(() => sealer(text)).toThrow('32 bytes');
});
