import { toJson } from '@bufbuild/protobuf';
import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { Rejection } from '@naru/kit/rejection';
import type { Json, JsonObject } from './check/walk.ts';
import { fixtureMethods } from './fixture/contract.ts';
import { compilePlan, type Parts, type Plan } from './plan.ts';
import { unfit } from './texts.ts';

function planOf(name: string): Plan {
  const method = fixtureMethods.find((candidate) => candidate.name === name);
  const plan = method && compilePlan(method);
  if (!plan) throw new Error(`no ${name}`);
  return plan;
}

const read = (name: string, parts: Partial<Parts>) => {
  const plan = planOf(name);
  const { message, context } = plan.read({ values: [], query: '', ...parts });
  return { json: toJson(plan.method.input, message), context };
};

function faultsOf(name: string, parts: Partial<Parts>): string[] {
  try {
    read(name, parts);
  } catch (error) {
    if (error instanceof Rejection) return error.faults.map(({ path, rule }) => `${path} ${rule}`);
    throw error;
  }
  return [];
}

test('query parameters fill fields of every kind', () => {
  const query = 'flag=true&tags=a&tags=b%20c&colours=RED&on.year=2015&on.month=5&range.least=7&pageSize=20';
  expect(read('GetEcho', { values: ['e1'], query }).json).toEqual({
    id: 'e1',
    flag: true,
    tags: ['a', 'b c'],
    colours: ['RED'],
    on: { year: 2015, month: 5 },
    range: { least: '7' },
    pageSize: 20,
  });
});

test('a day and an instant are given as text', () => {
  const query = 'on=2015-05-11&range.since=2015-05-11T09%3A00%3A00%2B09%3A00';
  expect(read('GetEcho', { values: ['e1'], query }).json).toEqual({
    id: 'e1',
    on: { year: 2015, month: 5, day: 11 },
    range: { since: '2015-05-11T00:00:00Z' },
  });
});

test.each([
  ['an unknown parameter', 'pagesize=1', ['pagesize unknown_parameter']],
  ['a map', 'labels=a', ['labels unknown_parameter']],
  ['the path variable again', 'id=e2', ['id unknown_parameter']],
  ['a list index', 'tags[0]=a', ['["tags[0]"] unknown_parameter']],
  ['two values for one field', 'pageSize=1&pageSize=2', ['pageSize duplicate_parameter']],
  ['a whole and its parts', 'on=2015-05-11&on.year=2014', ['["on.year"] duplicate_parameter']],
  [
    'wrong values, all of them',
    'flag=yes&colours=RED&colours=GREEN&pageSize=x&on=May',
    ['flag bool', 'colours[1] enum', 'pageSize int32', 'on date'],
  ],
])('a query is refused for %s', (_, query, faults) => {
  expect(faultsOf('GetEcho', { values: ['e1'], query })).toEqual(faults);
});

test('one field comes from the body, another from the path, the others from the query', () => {
  const parts = { values: ['e1'], query: 'updateMask=text,small', body: { text: 'a' } };
  expect(read('UpdateEcho', parts).json).toEqual({ id: 'e1', everything: { text: 'a' }, updateMask: 'text,small' });
  expect(faultsOf('UpdateEcho', { ...parts, body: { small: 'x' } })).toEqual(['small int32']);
});

test('a body may repeat the path but not contradict it', () => {
  expect(read('ActOnEcho', { values: ['e1'], body: { id: 'e1', reason: 'r' } }).json).toEqual({
    id: 'e1',
    reason: 'r',
  });
  expect(faultsOf('ActOnEcho', { values: ['e1'], body: { id: 'e2' } })).toEqual(['id path']);
  expect(faultsOf('ActOnEcho', { values: ['e1'], query: 'reason=r', body: {} })).toEqual(['reason unknown_parameter']);
});

test('an idempotency key fills only an empty request id', () => {
  const parts = { values: ['e1'], idempotencyKey: 'k' };
  expect(read('ActOnEcho', { ...parts, body: {} }).json).toEqual({ id: 'e1', requestId: 'k' });
  expect(read('ActOnEcho', { ...parts, body: { request_id: '' } }).json).toEqual({ id: 'e1', requestId: 'k' });
  expect(read('ActOnEcho', { ...parts, body: { requestId: 'k' } }).json).toEqual({ id: 'e1', requestId: 'k' });
});

test('an idempotency key that differs from the request id is refused, under either name', () => {
  const parts = { values: ['e1'], idempotencyKey: 'k' };
  expect(faultsOf('ActOnEcho', { ...parts, body: { requestId: 'own' } })).toEqual(['requestId idempotency_key']);
  expect(faultsOf('ActOnEcho', { ...parts, body: { request_id: 'own' } })).toEqual(['requestId idempotency_key']);
});

test.each<[string, JsonObject, string, unknown]>([
  ['the fields that are sent', { text: 'a', small: 1 }, '', 'text,small'],
  ['a field under either of its names', { short_real: 1 }, '', 'shortReal'],
  [
    'parts of a message, and lists, maps and days as a whole',
    { child: { child: { small: 1 } }, words: [], counts: { a: 1 }, on: '2015-05-11' },
    '',
    'child.child.small,words,counts,on',
  ],
  ['a null, which clears', { text: null, child: { small: null } }, '', 'text,child.small'],
  ['a mask of its own, which wins', { text: 'a', small: 1 }, 'updateMask=small', 'small'],
  ['nothing', {}, '', undefined],
])('the mask of an update names %s', (_, body, query, mask) => {
  const { json } = read('UpdateEcho', { values: ['e1'], body, query });
  expect((json as JsonObject).updateMask || undefined).toEqual(mask);
});

test('the etag of the noun becomes the condition of the update, and is not a change', () => {
  const { json } = read('UpdateEcho', { values: ['e1'], body: { text: 'a', etag: '3' } });
  expect(json).toEqual({ id: 'e1', everything: { text: 'a' }, updateMask: 'text', etag: '3' });
});

test('the last event id fills the field of a stream', () => {
  expect(read('WatchTicks', { lastEventId: 't7' }).json).toEqual({ lastEventId: 't7' });
});

test('a method that every service has is routed by its field', () => {
  expect(read('GetThing', { values: ['ledger', 't1'] }).context).toBe('ledger');
  expect(read('GetEcho', { values: ['e1'] }).context).toBe('fixture');
});

test('a contract that cannot be served stops the start', () => {
  const method = fixtureMethods[0];
  if (!method?.http) throw new Error('the fixture is empty');
  const http = { ...method.http, path: '/v1/{nope}' };
  expect(() => compilePlan({ ...method, http })).toThrow('has no field nope');
  expect(() => compilePlan({ ...method, clientStreaming: true, serverStreaming: true })).toThrow('both ways');
  expect(() => compilePlan({ ...method, clientStreaming: true })).toThrow('HttpBody');
  expect(compilePlan({ ...method, http: null })).toBeNull();
});

const RULES = [
  [
    'what cannot be read and what breaks a rule',
    'CreateNote',
    { requestId: 5 },
    ['requestId string', 'text string.min_len'],
  ],
  [
    'an unknown field and what is missing',
    'CreateNote',
    { words: 'x' },
    ['words unknown_field', 'text string.min_len'],
  ],
  ['nothing twice of what cannot be read', 'CreateNote', { text: 5 }, ['text string']],
  ['a body that is none', 'CreateNote', [], [' object']],
] as const;
test.each(RULES)('all is told at once: %s', (_, name, body, faults) => {
  expect(faultsOf(name, { body: structuredClone(body) as Json })).toEqual(faults);
});

test('of an update too, and its mask is not said to lack what cannot be read', () => {
  const method = methods.find(({ name }) => name === 'UpdateProgramme');
  const plan = method && compilePlan(method);
  const told = (body: Json) => {
    try {
      return plan?.read({ values: ['prg_1'], query: '', body });
    } catch (error) {
      return (error as Rejection).faults.map(({ path, rule }) => `${path} ${rule}`);
    }
  };
  expect(told({ nothing: 1 })).toEqual(['nothing unknown_field']);
  expect(told({ quota: { teamsMax: 'many', teamsMin: -1 } })).toEqual([
    'quota.teamsMax int32',
    expect.stringMatching(/^quota\.teamsMin /),
  ]);
  expect(told({ phases: [{ number: 'one', teamsMin: -1 }, 7] })).toEqual([
    'phases[0].number int32',
    'phases[1] object',
  ]);
});

test('faults of headers are told with those of the body; alone they have a code of their own', () => {
  const plan = planOf('CreateNote');
  const { faults } = unfit('if-match', 'if_match.unversioned');
  const refused = (body: Json) => {
    try {
      return plan.read({ values: [], query: '', body, faults });
    } catch (error) {
      const { code, faults: told } = error as Rejection;
      return { code, paths: told.map(({ path }) => path) };
    }
  };
  expect(refused({ text: 'x' })).toEqual({ code: 'header.invalid', paths: ['if-match'] });
  expect(refused({})).toEqual({ code: 'request.invalid', paths: ['if-match', 'text'] });
  expect(refused({ requestId: 5 })).toEqual({ code: 'request.invalid', paths: ['if-match', 'requestId', 'text'] });
});
