import { expect, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { CATALOGUE_FILE, CONSUMERS_FILE, cataloguePage, consumersText, RENEW } from './consumers.ts';
import { type BuiltService, buildServices } from './parts.ts';
import { faultySubscriptions, ownerless, unanswered } from './services.ts';
import { read } from './source.ts';

const services = await buildServices();

test('a service has a handler for every method', () => {
  expect(services.flatMap((service) => unanswered(service, methods))).toEqual([]);
});

test('a service can look up the owners of the objects that its access rules name', () => {
  expect(services.flatMap((service) => ownerless(service, methods))).toEqual([]);
});

test('a service subscribes only to events of the catalogue, and handles each once', () => {
  expect(services.flatMap(faultySubscriptions)).toEqual([]);
});

/**
 * A subscription with more event types does not read the stream again. After the change, republish the owner's events
 * or send its snapshots (docs/add-an-event.md). A subscription with fewer types leaves events without a consumer.
 */
test(`the consumers of events match the committed file; if you meant to change it: ${RENEW}`, () => {
  expect(consumersText(services)).toBe(read(CONSUMERS_FILE));
});

test(`the page of the catalogue matches the contract; if not: ${RENEW}`, () => {
  expect(read(CATALOGUE_FILE)).toBe(cataloguePage(services));
});

/** A service that was built without one of its parts. */
const [whole] = services;
const broken = (parts: Partial<BuiltService['parts']>): BuiltService => {
  if (!whole) throw new Error('there are no services');
  return { spec: whole.spec, parts: { ...whole.parts, ...parts } };
};

test('planted: a method without a handler, an object without an owner look-up, wrong subscriptions', () => {
  const own = methods.filter((method: ContractMethod) => method.context === whole?.spec.context);
  expect(unanswered(broken({ implementations: [] }), methods)).toHaveLength(own.length);
  const [implementation, ...others] = whole?.parts.implementations ?? [];
  const [first = ''] = Object.keys(implementation?.handlers ?? {});
  const without = { ...implementation, handlers: { ...implementation?.handlers, [first]: undefined } };
  expect(unanswered(broken({ implementations: [without as never, ...others] }), methods)).toHaveLength(1);
  expect(ownerless(broken({ objects: {} }), methods)).not.toEqual([]);
  const handler = { type: 'naru.registry.venture.exploded.v1' } as never;
  const twice = { name: 'x', handlers: [handler, handler] };
  expect(faultySubscriptions(broken({ subscriptions: [twice, { name: 'x', handlers: [] }] }))).toEqual([
    expect.stringContaining('two subscriptions x'),
    expect.stringContaining('not in the catalogue'),
    expect.stringContaining('not in the catalogue'),
    expect.stringContaining('twice'),
  ]);
});

test('planted: a missing consumer, and an undescribed event', () => {
  const deaf = services.map(({ spec }) => ({ spec, parts: { implementations: [] } }));
  expect(consumersText(deaf)).not.toBe(read(CONSUMERS_FILE));
  expect(cataloguePage(deaf)).not.toBe(read(CATALOGUE_FILE));
  expect(cataloguePage(services, [])).not.toBe(read(CATALOGUE_FILE));
});
