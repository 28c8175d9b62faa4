/** The contract as data: programs read the same facts that stand in the proto files. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { expect, test } from '@jest/globals';
import { type AccessOption, ROLES, ruleOf, SCOPES, TOKEN_ROLES } from './access.ts';
import { commentsOf } from './docs.ts';
import { exampleOf } from './examples.ts';
import { docOf, eventOf, eventOfType, events, kindOf, labelOf, methods, registry, sightOf, updateOf } from './index.ts';
import { extension } from './options.ts';
import { SECTORS, TAXONOMY } from './taxonomy.ts';
import { hasParts, maskFault } from './update.ts';

const method = (name: string) => {
  const found = methods.find((one) => one.name === name);
  if (!found) throw new Error('the contract has changed: choose another example');
  return found;
};

test('a method has its address, its kind, its rule and its comment', () => {
  expect(method('RegisterVenture')).toMatchObject({
    package: 'naru.registry.v1',
    context: 'registry',
    service: 'RegistryService',
    path: '/naru.registry.v1.RegistryService/RegisterVenture',
    serverStreaming: false,
    clientStreaming: false,
    http: { verb: 'post', path: '/v1/ventures', body: '*' },
    kind: 'create',
    access: {
      allow: expect.arrayContaining([{ role: 'centre_officer', scope: 'ownCentre' }]),
      objectField: 'centre_id',
    },
    doc: expect.stringMatching(/^Registers a venture as a draft of its centre\./),
  });
  expect(method('WatchOperation')).toMatchObject({ serverStreaming: true, clientStreaming: false, kind: 'read' });
  expect(method('UploadApplicationFile')).toMatchObject({ serverStreaming: false, clientStreaming: true });
  expect(method('CancelOperation').access).toMatchObject({ objectKind: 'operation', routeField: 'service' });
  expect(methods.every(({ package: one }) => one.startsWith('naru.'))).toBe(true);
});

test('a method of an unknown kind throws', () => {
  expect([1, 2, 3, 4, 5].map((number) => kindOf(number, 'X'))).toEqual([
    'read',
    'create',
    'change',
    'verb',
    'operation',
  ]);
  for (const number of [0, 6]) expect(() => kindOf(number, 'X')).toThrow('X has no kind');
});

test('the rule of sight of an object is that of its Get, or of its List if there is no Get', () => {
  expect(sightOf('mentoring_session')).toBe(method('GetMentoringSession').access);
  expect(sightOf('venture')).toBe(method('GetVenture').access);
  expect(sightOf('notification')).toBe(method('ListNotifications').access);
  expect(sightOf('unicorn')).toBeUndefined();
});

test('an event is found by its message and by its type', () => {
  const published = eventOf({ $type: 'naru.registry.v1.VenturePublished' });
  expect(published).toMatchObject({
    type: 'naru.registry.venture.published.v1',
    context: 'registry',
    summary: { ko: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) },
    audience: expect.any(Number),
  });
  expect(eventOfType(published.type)).toBe(published);
  expect(eventOfType('naru.registry.venture.sold.v1')).toBeUndefined();
  expect(() => eventOf({ $type: 'naru.registry.v1.Venture' })).toThrow('naru.registry.v1.Venture has no');
  expect(events.map(({ type }) => type)).toContain('naru.investor.deal.confirmed.v1');
});

test('an option that the image lacks throws', () => {
  expect(() => extension(registry, 'naru.api.v1.colour')).toThrow('has no option naru.api.v1.colour');
  expect(extension(registry, 'naru.api.v1.kind').typeName).toBe('naru.api.v1.kind');
});

test('roles are those of the contract, and a token cannot have the role of everybody', () => {
  expect(ROLES).toEqual(expect.arrayContaining(['network_admin', 'centre_officer', 'anyone', 'link']));
  expect(ROLES.some((role) => /unspecified|unrecognized/.test(role))).toBe(false);
  expect([...TOKEN_ROLES].sort()).toEqual(ROLES.filter((role) => role !== 'anyone' && role !== 'link').toSorted());
});

test('a rule lists its lines by scope, and an unknown role throws', () => {
  const none = Object.fromEntries(SCOPES.map((scope) => [scope, [] as number[]])) as Record<
    (typeof SCOPES)[number],
    number[]
  >;
  const rest = { objectField: 'id', objectKind: 'venture', routeField: 'service' };
  const [first, second] = [1, 2].map((number) => ROLES[number - 1]);
  expect(ruleOf({ ...none, ...rest, self: [2], any: [1, 2] } as AccessOption)).toEqual({
    allow: [
      { role: first, scope: 'any' },
      { role: second, scope: 'any' },
      { role: second, scope: 'self' },
    ],
    ...rest,
  });
  for (const number of [0, 999])
    expect(() => ruleOf({ ...none, ...rest, any: [number] } as AccessOption)).toThrow('which is none');
});

test('an update names its noun and its mutable fields; a mask may go down into messages and no further', () => {
  const update = updateOf(method('UpdateCohort').input);
  if (!update) throw new Error('it is no update');
  expect([update.noun.name, update.updatable]).toEqual(['cohort', expect.arrayContaining(['details'])]);
  expect(updateOf(method('GetVenture').input)).toBeNull();
  const faults = [
    'details',
    'details.seats',
    'details.name',
    'details.chairs',
    'chairs',
    'state',
    'details.name.en',
    'details.seats.x',
  ];
  expect(faults.map((one) => maskFault(update, one))).toEqual([
    null,
    null,
    null,
    'unknown',
    'unknown',
    'output_only',
    'whole',
    'whole',
  ]);
  const details = update.noun.message.fields.find(({ name }) => name === 'details');
  const parts = details?.message?.fields.filter(hasParts).map(({ name }) => name) ?? [];
  expect([details && hasParts(details), parts.includes('name'), parts.includes('seats')]).toEqual([true, false, false]);
});

test('an example is found by the path of its method', () => {
  expect(exampleOf(method('RegisterVenture'))).toMatchObject({ centreId: expect.any(String) });
  expect(exampleOf({ context: 'registry', path: '/none' })).toBeUndefined();
});

const PROTO = `// First words of the file.
//   On two lines.
syntax = "proto3";
package a.v1;

service Told {
  // Does it.
  rpc Do(Request) returns (Request);
  rpc Silent(Request) returns (Request);
}

// A service with words of its own.
service Own {
  rpc Other(Request) returns (Request);
}

// What is asked.
message Request {
  // Trailing comments and those of options count for nothing.
  string id = 1 [deprecated = true]; // not this
  string silent = 2;
  // A kind.
  enum Kind {
    // None.
    KIND_UNSPECIFIED = 0;
  }
  // Inside.
  message Inner {
    // Deep.
    string deep = 1;
    // Deepest.
    message Innermost {}
  }
  oneof way {
    // By land.
    string land = 3;
  }
}

// A colour.
enum Colour {
  // No colour.
  COLOUR_UNSPECIFIED = 0;
}
`;

test('comments are found by full name, on one line; a service without a comment has the first comment of its file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-comments-'));
  writeFileSync(path.join(folder, 'a.proto'), PROTO);
  const buf = path.resolve(import.meta.dirname, '../../../node_modules/.bin/buf');
  const image = execFileSync(buf, ['build', folder, '-o', '-#format=binpb']);
  rmSync(folder, { recursive: true });
  expect(Object.fromEntries(commentsOf(fromBinary(FileDescriptorSetSchema, image)))).toEqual({
    'a.v1.Told': 'First words of the file. On two lines.',
    'a.v1.Told.Do': 'Does it.',
    'a.v1.Own': 'A service with words of its own.',
    'a.v1.Request': 'What is asked.',
    'a.v1.Request.id': 'Trailing comments and those of options count for nothing.',
    'a.v1.Request.Kind': 'A kind.',
    'a.v1.Request.Kind.KIND_UNSPECIFIED': 'None.',
    'a.v1.Request.Inner': 'Inside.',
    'a.v1.Request.Inner.deep': 'Deep.',
    'a.v1.Request.Inner.Innermost': 'Deepest.',
    'a.v1.Request.land': 'By land.',
    'a.v1.Colour': 'A colour.',
    'a.v1.Colour.COLOUR_UNSPECIFIED': 'No colour.',
  });
});

test('the comment of an element of the contract is found by its descriptor', () => {
  const messages = [...registry].filter((desc) => desc.kind === 'message');
  expect(messages.some((desc) => docOf(desc) !== '')).toBe(true);
  expect(messages.flatMap(({ fields }) => fields).some((field) => docOf(field) !== '')).toBe(true);
  for (const { file } of messages.slice(0, 1)) expect(docOf(file)).toBe('');
  expect(docOf(method('RegisterVenture').desc)).toBe(method('RegisterVenture').doc);
});

test("values of enums have the labels of the contract; an English label is made from the value's name if none is given", () => {
  expect(labelOf('naru.program.v1.SupportCase.State', 'IN_PROGRESS')).toEqual({ ko: '처리 중', en: 'in progress' });
  expect(labelOf('naru.program.v1.Application.State', 'REJECTED')).toEqual({ ko: '미선정', en: 'not selected' });
  expect(() => labelOf('naru.program.v1.Round.State', 'AJAR')).toThrow('has no value AJAR');
});

test('sectors have the labels of the taxonomy', () => {
  for (const sector of SECTORS) {
    const { ko, en } = TAXONOMY[sector];
    expect(labelOf('naru.common.v1.Taxonomy.Sector', sector)).toEqual({ ko, en });
  }
});
