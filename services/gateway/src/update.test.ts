import { expect, test } from '@jest/globals';
import type { JsonObject } from './check/walk.ts';
import { fixtureMessage } from './fixture/contract.ts';
import { fillUpdate } from './update.ts';

const noun = fixtureMessage('UpdateEchoRequest').fields.find(({ name }) => name === 'everything');
function filled(request: JsonObject): JsonObject {
  if (!noun) throw new Error('the fixture has no noun');
  fillUpdate(request, noun);
  return request;
}

test('the mask names the fields that are sent, down through messages, and a part that is replaced whole by its own name', () => {
  const everything = {
    text: 'x',
    small_natural: 1,
    child: { flag: true, child: { text: 'y' } },
    words: [],
    counts: { a: 1 },
    on: { year: 2015 },
    nope: 1,
  };
  expect(filled({ everything })).toEqual({
    everything,
    updateMask: 'text,smallNatural,child.flag,child.child.text,words,counts,on',
  });
});

test('a null field counts as sent, and an empty body names nothing', () => {
  expect(filled({ everything: { text: null, child: null } }).updateMask).toBe('text,child');
  expect(filled({ everything: {} }).updateMask).toBe('');
});

test.each(['updateMask', 'update_mask'])('%s in the request wins', (name) => {
  expect(filled({ everything: { text: 'x' }, [name]: 'flag' })).toEqual({ everything: { text: 'x' }, [name]: 'flag' });
});

test('the etag of the noun becomes the condition of the request, unless the request has one, and is not a change', () => {
  expect(filled({ everything: { etag: '7', flag: true } })).toEqual({
    everything: { flag: true },
    etag: '7',
    updateMask: 'flag',
  });
  expect(filled({ everything: { etag: '7' }, etag: '8' })).toEqual({ everything: {}, etag: '8', updateMask: '' });
  for (const etag of [null, '']) expect(filled({ everything: { etag } })).toEqual({ everything: {}, updateMask: '' });
});

test('a body that is no object is left to the check of the body', () => {
  for (const everything of ['x', null, []]) expect(filled({ everything })).toEqual({ everything });
});
