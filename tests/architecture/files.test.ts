import { describe, expect, test } from '@jest/globals';
import { fileFindings } from './files.ts';
import { shown, sourceOf, sources } from './source.ts';

test('every file of a service has the content that its name promises', () => {
  expect(shown(sources().flatMap(fileFindings))).toEqual([]);
});

const planted = (file: string, text: string) =>
  fileFindings(sourceOf(`services/notification/src/${file}`, text)).map(({ message }) => message);

const SUBSCRIBE = "from '@naru/kit/subscribe';";

describe('planted faults', () => {
  test.each([
    ['a handler in events.ts', 'webhook/events.ts', `import { on } ${SUBSCRIBE}`, /is what goes out/],
    [
      'a type of handlers in events.ts',
      'webhook/events.ts',
      `import type { Handler } ${SUBSCRIBE}`,
      /is what goes out/,
    ],
    ['a handler elsewhere', 'webhook/room.ts', `import { on } ${SUBSCRIBE}`, /in reactions.ts/],
    ['a raw handler elsewhere', 'webhook/room.ts', `import { onRaw as on } ${SUBSCRIBE}`, /in reactions.ts/],
    ['a handler beside a copy', 'copies/name/store.ts', `import { on } ${SUBSCRIBE}`, /in reactions.ts/],
    ['all of it elsewhere', 'webhook/room.ts', `import * as hearing ${SUBSCRIBE}`, /in reactions.ts/],
    [
      'an event published elsewhere',
      'webhook/store.ts',
      "import { outgoing } from '@naru/kit/outbox';",
      /in events.ts/,
    ],
    ['toProto in rpc.ts', 'webhook/rpc.ts', 'export const toProto = (doc: object) => doc;', /message.ts alone/],
    ['toProto as a function', 'webhook/store.ts', 'export function toProto() {}', /message.ts alone/],
    ['toProto re-exported', 'webhook/events.ts', "export { toProto } from './message.ts';", /message.ts alone/],
    ['a copy in a noun', 'webhook/store.ts', "import { copiesOfVentures } from '@naru/copies/venture';", /in copies\//],
    ['a copy by hand', 'webhook/store.ts', "import { projection } from '@naru/kit/projection';", /in copies\//],
  ])('%s', (_, file, text, complaint) => {
    expect(planted(file, text)).toEqual([expect.stringMatching(complaint)]);
  });
});

test('allowed content passes', () => {
  expect(planted('webhook/reactions.ts', `import { on, onRaw, type Handler } ${SUBSCRIBE}`)).toEqual([]);
  expect(planted('webhook/room.ts', `import type { Received } ${SUBSCRIBE}`)).toEqual([]);
  expect(planted('webhook/events.ts', "import { type Outgoing, outgoing } from '@naru/kit/outbox';")).toEqual([]);
  expect(planted('webhook/room.ts', "import { once } from '@naru/kit/projection';")).toEqual([]);
  expect(planted('webhook/message.ts', 'export const toProto = (doc: object) => doc;')).toEqual([]);
  expect(planted('copies/name/store.ts', "import { copiesOfVentures } from '@naru/copies/venture';")).toEqual([]);
});
