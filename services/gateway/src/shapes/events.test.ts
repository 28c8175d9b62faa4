import { expect, test } from '@jest/globals';
import { sseOf } from './events.ts';

test('a message is an event with its id; a reset has its own type, and no id to go on from', () => {
  expect(sseOf({ id: 'ntf_1', title: 'a' })).toBe('id: ntf_1\ndata: {"id":"ntf_1","title":"a"}\n\n');
  expect(sseOf({ id: '', reset: { oldestId: 'ntf_0' } })).toBe('event: reset\ndata: {"oldestId":"ntf_0"}\n\n');
});
