/** Names beside ids: none is missing, and none stands in a request's example or an event. */
import { expect, test } from '@jest/globals';
import { events, methods, namesIn } from '@naru/contracts';
import { NAMELESS, nameFindings } from './names.ts';

test('every id of a body in an answer has a name beside it, or a reason not to', () => {
  expect(nameFindings(methods)).toEqual([]);
});

test('an id without a name is found, and so is an unneeded exception', () => {
  const [[first = '', reason = ''] = [], ...others] = Object.entries(NAMELESS);
  expect(nameFindings(methods, Object.fromEntries(others))).toEqual([
    expect.objectContaining({ message: expect.stringContaining(`${first} has no name beside it`) }),
  ]);
  expect(nameFindings(methods, { ...NAMELESS, 'naru.investor.v1.Deal.venture_id': reason })).toEqual([
    expect.objectContaining({ message: expect.stringContaining('Deal.venture_id needs no exception') }),
  ]);
});

test('an event has no name field', () => {
  expect(events.filter(({ message }) => namesIn(message).length > 0)).toEqual([]);
});
