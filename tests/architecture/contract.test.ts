import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from '@jest/globals';
import { type ContractEvent, type ContractMethod, events, kindOf, methods, ruleOf } from '@naru/contracts';
import { ACCESS_FILE, accessPage } from './access-page.ts';
import { eventFindings, hiddenFindings, strayMessages, unsentEvents } from './catalogue.ts';
import { fieldFindings, methodFindings, type RequestField, requestFields } from './contract.ts';
import { enumFindings, enums } from './enums.ts';
import { root, shown, sources } from './source.ts';
import { toldFindings } from './told.ts';
import { doubleMeanings, verbFindings, verbs, wordOf } from './verbs.ts';

const all = sources();

test('every method states its access rule and its route, and lists are paged', () => {
  expect(shown(methods.flatMap(methodFindings))).toEqual([]);
});

test('every method begins with a verb of its kind, and every verb of the table is used and stands in the checklist', () => {
  expect(shown(methods.flatMap(verbFindings))).toEqual([]);
  const used = new Set(methods.map((method) => `${method.kind} ${wordOf(method)}`));
  expect(verbs().filter(({ kind, word }) => !used.has(`${kind} ${word}`))).toEqual([]);
  const told = readFileSync(path.join(root, 'docs/add-an-rpc.md'), 'utf8');
  expect(verbs().filter(({ word }) => !told.includes(word))).toEqual([]);
});

test('a verb of another kind, an unknown verb and a verb of two kinds are found', () => {
  expect(doubleMeanings()).toEqual([]);
  const doubled = [...verbs(), { kind: 'create', word: 'Start' } as const];
  expect(doubleMeanings(doubled)).toEqual([expect.stringContaining('Start is a verb of the kinds verb and create')]);
  expect(doubleMeanings(doubled, { Start: 'planted' })).toEqual([]);
  expect(verbFindings({ ...get, kind: 'verb' })).toHaveLength(1);
  expect(verbFindings({ ...get, name: 'FrobVenture' })).toHaveLength(1);
});

const servicesOf = (image: Uint8Array): string[] =>
  fromBinary(FileDescriptorSetSchema, image).file.flatMap((file) =>
    file.service.map(({ name }) => `${file.package}.${name}`),
  );

test('the released baseline has every service, so that a break of any is found', () => {
  const released = servicesOf(readFileSync(path.join(root, 'proto/released.binpb')));
  const lacking = (known: readonly string[]) =>
    methods.map(({ desc }) => desc.parent.typeName).filter((name) => !known.includes(name));
  expect(lacking(released)).toEqual([]);
  const { typeName } = get.desc.parent;
  expect(lacking(released.filter((name) => name !== typeName))).toContain(typeName);
});

test('every field that a caller can fill has a limit', () => {
  expect(shown(requestFields(methods).flatMap(fieldFindings))).toEqual([]);
});

test('the page of access rules matches the rules', () => {
  expect(accessPage(methods)).toBe(readFileSync(path.join(root, ACCESS_FILE), 'utf8'));
});

test('every enum stands in its message and has bare words for values', () => {
  expect(shown(enums().flatMap(enumFindings))).toEqual([]);
});

test('every event states what has happened, and its audience', () => {
  expect(shown(events.flatMap(eventFindings))).toEqual([]);
  expect(strayMessages()).toEqual([]);
});

test('every event says whom it concerns, or why nobody, and the row fits its audience and its fields', () => {
  expect(shown(toldFindings(events))).toEqual([]);
});

test('every event is published by its owner', () => {
  expect(unsentEvents(events, all)).toEqual([]);
});

test('what may stay of an event of a hidden aggregate stands in each of its events: id, centre and state', () => {
  expect(events.filter(({ hides }) => hides).map(({ message }) => message.name)).toEqual(
    expect.arrayContaining(['VentureConsentWithdrawn', 'VentureSuspended', 'VentureClosed']),
  );
  expect(shown(hiddenFindings(events))).toEqual([]);
});

const known = <T>(found: T | undefined): T => {
  if (!found) throw new Error('the contract has changed: choose another example');
  return found;
};
const list = known(methods.find(({ name }) => name === 'ListMatches'));
const update = known(methods.find(({ name }) => name === 'UpdateFund'));
const lacking = (method: ContractMethod, name: string): ContractMethod => ({
  ...method,
  input: { ...method.input, fields: method.input.fields.filter((field) => field.name !== name) } as never,
});
const get = known(methods.find(({ name }) => name === 'GetVenture'));
const messages = (method: ContractMethod) => methodFindings(method).map(({ message }) => message);

describe('planted faults of methods', () => {
  const items = known(list.output.fields.find(({ fieldKind }) => fieldKind === 'list'));
  const without = (name: string) => ({
    ...list.input,
    fields: list.input.fields.filter((field) => field.name !== name),
  });
  test.each<[string, ContractMethod, RegExp]>([
    ['nobody may call it', { ...get, access: { ...get.access, allow: [] } }, /refused to everybody/],
    ['a link with an object', { ...get, access: { ...get.access, allow: [{ role: 'link', scope: 'any' }] } }, /alone/],
    ['everybody on all', { ...get, access: { ...get.access, allow: [{ role: 'anyone', scope: 'any' }] } }, /everybody/],
    ['a field that is not there', { ...get, access: { ...get.access, objectField: 'nothing' } }, /has none/],
    ['an object of no kind', { ...get, access: { ...get.access, objectKind: '' } }, /together/],
    ['no route', { ...get, http: null }, /has no route/],
    ['a read by POST', { ...get, http: { ...known(get.http ?? undefined), verb: 'post' } }, /reads by post/],
    ['a change by GET', { ...get, kind: 'verb' }, /is a verb by GET/],
    ['an update that is no PATCH', { ...get, kind: 'change' }, /must be a PATCH/],
    ['an update of no noun', { ...update, input: get.input }, /updates no noun/],
    [
      'an update with another body',
      { ...update, http: { ...known(update.http ?? undefined), body: '*' } },
      /as its body/,
    ],
    ['an update without a mask', lacking(update, 'update_mask'), /without a google.protobuf.FieldMask/],
    ['a creation by PUT', { ...get, kind: 'create', http: { ...known(get.http ?? undefined), verb: 'put' } }, /by put/],
    ['long work without an operation', { ...get, kind: 'operation' }, /does not answer with one/],
    ['no comment', { ...get, doc: '' }, /no comment/],
    ['pages of any size', { ...list, input: without('page_size') as never }, /page_size/],
    ['pages without a token', { ...list, input: without('page_token') as never }, /page_token/],
    [
      'a list in one piece',
      { ...get, name: 'ListX', output: { ...list.output, fields: [items] } as never },
      /without pages/,
    ],
  ])('%s', (_, method, complaint) => {
    expect(messages(method)).toContainEqual(expect.stringMatching(complaint));
  });
});

test('a changed rule changes the page, and an unknown role is refused', () => {
  const planted = methods.map((method) => {
    const allow = method.access.allow.map((line) => ({ ...line, scope: 'self' as const }));
    return method === get ? { ...method, access: { ...method.access, allow } } : method;
  });
  expect(accessPage(planted)).not.toBe(accessPage(methods));
  const option = { any: [0], open: [], ownCentre: [], ownOrg: [], self: [], party: [] };
  expect(() => ruleOf({ ...option, objectField: '', objectKind: '', routeField: '' })).toThrow(/which is none/);
});

test('a method without a kind is found when the contract is read', () => {
  expect(() => kindOf(0, 'GetX')).toThrow('GetX has no kind');
});

describe('planted faults of fields', () => {
  const field = (kind: RequestField['kind'], rules: RequestField['rules'], isText = true): RequestField => ({
    file: 'x.proto',
    name: 'naru.x.v1.Y.z',
    kind,
    isText,
    rules,
  });
  test.each([
    ['a text without a limit', field('scalar', {})],
    ['a text whose pattern is open', field('scalar', { string: { pattern: '^ven_' } })],
    ['a list without a limit', field('list', { repeated: { items: { string: { maxLen: '10' } } } })],
    ['a list of texts without a limit', field('list', { repeated: { maxItems: '10' } })],
    ['a map', field('map', {}, false)],
  ])('%s', (_, planted) => {
    expect(fieldFindings(planted)).toHaveLength(1);
  });

  test('the rules of a real field are read', () => {
    const fields = requestFields(methods);
    expect(fields.find(({ name }) => name === 'naru.registry.v1.SearchVenturesRequest.query')).toEqual(
      expect.objectContaining({ isText: true, rules: { string: { maxLen: '200' } } }),
    );
    expect(fields.map(({ name }) => name)).toContain('naru.common.v1.LocalizedText.ko'); // Inside another message.
  });
});

describe('planted faults of enums', () => {
  const state = known(enums().find(({ typeName }) => typeName === 'naru.matching.v1.Match.State'));
  const named = (...names: string[]) => ({
    ...state,
    // With the options of a value that has a Korean label: the zero value has none.
    values: names.map((name, number) => ({ ...known(state.values[number === 0 ? 0 : 1]), name, number })),
  });
  test.each([
    ['one that stands in the package', { ...state, parent: undefined }, /stands alone/],
    ['a zero value of another name', named('UNKNOWN', 'OPEN'), /must begin with STATE_UNSPECIFIED = 0/],
    ['a zero value that carries the message', named('MATCH_STATE_UNSPECIFIED', 'OPEN'), /must begin with/],
    ['a value with the name of the enum', named('STATE_UNSPECIFIED', 'STATE_OPEN', 'DONE'), /STATE_OPEN: a value/],
    ['a value with the name of the message', named('STATE_UNSPECIFIED', 'OPEN', 'MATCH_DONE'), /MATCH_DONE: a value/],
    [
      'a value without a Korean word',
      {
        ...state,
        values: state.values.map((value) => ({ ...known(state.values[0]), name: value.name, number: value.number })),
      },
      /what people call PROPOSED, /,
    ],
    ['a prefix of all values', named('STATE_UNSPECIFIED', 'IS_OPEN', 'IS_DONE'), /IS_OPEN: a value/],
  ])('%s', (_, planted, complaint) => {
    expect(enumFindings(planted).map(({ message }) => message)).toEqual([expect.stringMatching(complaint)]);
  });
});

describe('planted faults of events', () => {
  const snapshot = known(events.find(({ type }) => type === 'naru.registry.venture.snapshot.v1'));
  test.each<[string, Partial<ContractEvent>]>([
    ['a type that is no type', { type: 'venture.closed' }],
    ['another context', { context: 'program' }],
    ['a command', { type: 'naru.registry.venture.publish.v1', audience: 1 }],
    ['no summary', { summary: { ko: '센터가 문을 열었습니다', en: ' ' } }],
    ['no audience', { type: 'naru.registry.venture.closed.v1', audience: 0 }],
    ['a snapshot for all', { audience: 1 }],
  ])('%s', (_, change) => {
    expect(eventFindings({ ...snapshot, ...change })).toHaveLength(1);
  });

  const row = known(events.find(({ type }) => type === 'naru.matching.match.interested.v1'));
  const [told, asks] = [known(row.told), known(row.asks)];
  test.each<[string, Partial<ContractEvent>, RegExp]>([
    ['no row', { told: undefined, asks: undefined }, /says not whom/],
    ['an empty row', { told: { ...told, body: [] }, asks: undefined }, /without a reason/],
    ['somebody and nobody', { told: { ...told, nobody: 'why' } }, /choose one/],
    ['a row of an event for services', { audience: 3 }, /for services alone/],
    ['the whole network of an event for parties', { told: { ...told, centres: true } }, /whole network/],
    ['a field that is not there', { told: { ...told, judge: ['match.judge_id'] } }, /no field/],
    ['asking somebody who is not told', { asks: { ...asks, of: ['match.centre'] } }, /does not tell/],
    ['asking without an end', { asks: { ...asks, ends: [] } }, /nothing ends/],
    ['an end that is no event', { asks: { ...asks, ends: [{ event: 'naru.x', who: '' }] } }, /no event/],
    ['an end without the field', { asks: { ...asks, ends: [{ event: row.type, who: 'x' }] } }, /no field/],
  ])('%s', (_, change, complaint) => {
    const all = events.map((event) => (event === row ? { ...event, ...change } : event));
    expect(toldFindings(all).map(({ message }) => message)).toEqual([expect.stringMatching(complaint)]);
  });

  const planted = (change: (event: ContractEvent) => Partial<ContractEvent>) =>
    hiddenFindings(events.map((event) => ({ ...event, ...change(event) })));
  const without = ({ message }: ContractEvent, name: string) =>
    ({ ...message, fields: message.fields.filter((field) => field.name !== name) }) as never;

  test('an event that hides an aggregate and carries more, or less, than its id, centre and state', () => {
    const wide = planted(({ type }) => ({ hides: type === 'naru.registry.venture.resumed.v1' }));
    expect(wide[0]?.message).toContain('resumed.v1 hides its aggregate');
    const narrow = planted((event) =>
      event.type === 'naru.registry.venture.closed.v1' ? { message: without(event, 'centre_id') } : {},
    );
    expect(narrow.map(({ message }) => message)).toContainEqual(expect.stringContaining('closed.v1 hides'));
  });

  test('an event of a hidden aggregate that lacks a field which may stay', () => {
    const lacking = planted((event) =>
      event.type === 'naru.registry.venture.updated.v1' ? { message: without(event, 'centre_id') } : {},
    );
    expect(lacking).toHaveLength(events.filter(({ hides }) => hides).length);
    expect(lacking[0]?.message).toContain('lacks what may stay: centre_id = 2');
    expect(planted(({ type }) => ({ hides: type === 'naru.matching.match.declined.v1' })).length).toBeGreaterThan(0);
  });

  test('an event that nobody publishes', () => {
    expect(unsentEvents(events, [])).toHaveLength(events.length);
  });
});
