import { expect, test } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { envelopeOf, type First, headersOf, isLater } from './envelope.ts';

const entry = {
  id: 'evt_1',
  type: 'naru.registry.network.planned.v1',
  aggregate: 'net_1',
  version: 7,
  at: new Date(Date.UTC(2026, 2, 2)),
  actor: '나루 "100 %"',
  causeId: 'evt_0',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: new Uint8Array(),
};

test('every attribute has the prefix and is percent-encoded as the binding says', () => {
  const h = headersOf('registry', entry);
  expect(Object.fromEntries(h.keys().map((name) => [name, h.get(name)]))).toEqual({
    'ce-specversion': '1.0',
    'ce-id': 'evt_1',
    'ce-source': '/naru/registry',
    'ce-type': 'naru.registry.network.planned.v1',
    'ce-time': '2026-03-02T00:00:00.000Z',
    'ce-subject': 'net_1',
    'ce-datacontenttype': 'application/protobuf',
    'ce-sequence': '7',
    'ce-actor': '%EB%82%98%EB%A3%A8%20%22100%20%25%22',
    'ce-causeid': 'evt_0',
    'ce-traceparent': entry.traceparent,
    'content-type': 'application/protobuf',
    traceparent: entry.traceparent,
  });
});

test('unknown attributes are left out, and half a surrogate pair does no harm', () => {
  const h = headersOf('registry', { ...entry, causeId: undefined, traceparent: undefined, actor: '\ud83d' });
  expect(h.keys()).not.toContain('ce-causeid');
  expect(h.keys()).not.toContain('traceparent');
  expect(envelopeOf(h).envelope.causedBy).toBe('\ufffd');
});

test('the headers that are written are read back', () => {
  const { envelope, unreadable } = envelopeOf(headersOf('registry', entry));
  expect(unreadable).toEqual([]);
  expect(envelope).toEqual({
    id: 'evt_1',
    type: entry.type,
    aggregate: 'net_1',
    version: 7,
    at: entry.at,
    causedBy: entry.actor,
    traceparent: entry.traceparent,
    first: { epoch: 0 },
  });
});

test('an event tells the epoch of its stream, and where it first stood if it is sent again', () => {
  const read = (first?: First) => envelopeOf(headersOf('registry', { ...entry, first })).envelope.first;
  expect(read({ epoch: 3 })).toEqual({ epoch: 3 });
  expect(read({ epoch: 3, place: 41 })).toEqual({ epoch: 3, place: 41 });
  expect(read({ epoch: 0, place: 0 })).toEqual({ epoch: 0, place: 0 });
  expect(headersOf('registry', { ...entry, first: { epoch: 3 } }).get('ce-epoch')).toBe('3');
  expect(isLater({ epoch: 3, place: 1 }, { epoch: 2, place: 9 })).toBe(true);
  expect(isLater({ epoch: 2, place: 9 }, { epoch: 2, place: 9 })).toBe(false);
});

test.each([
  ['ce-actor', '%'],
  ['ce-sequence', 'seven'],
  ['ce-sequence', '7.5'],
  ['ce-time', 'yesterday'],
  ['ce-id', ''],
  ['ce-type', '%E3%81'],
])('an unreadable header is named: %s: %s', (name, value) => {
  const h = headersOf('registry', entry);
  h.set(name, value);
  expect(envelopeOf(h).unreadable).toEqual([name]);
});

test('a message without headers names all that are required', () => {
  const all = ['ce-id', 'ce-type', 'ce-subject', 'ce-sequence', 'ce-time'];
  expect(envelopeOf(undefined).unreadable).toEqual(all);
  expect(envelopeOf(headers()).unreadable).toEqual(all);
});
