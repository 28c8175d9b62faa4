/**
 * The places where every event must have arrived: the journal, the inboxes, the partner's address, and the deals that
 * open automatically.
 */
import type { History, Place } from '@naru/testing/history';
import { type KeptEvent, nameOf, type Observed, observe } from './observe.ts';
import type { Naru } from './system.ts';

/** The whole record: the client's commands, compared with the present state. */
export async function historyOf(naru: Naru): Promise<History> {
  const observed = await observe(naru);
  const { aggregates, events } = observed;
  return {
    commands: naru.client.commands,
    events: events.map(({ _id, type, aggregate, version }) => ({
      id: _id,
      effect: `${type.replace(/^naru\.|\.v\d+$/g, '')} ${nameOf(aggregates, aggregate)}`,
      aggregate,
      version,
    })),
    versions: new Map([...aggregates.values()].map(({ _id, version }) => [_id, version])),
    places: [
      await journalOf(naru, events),
      await inboxesOf(naru, observed),
      await webhookOf(naru, observed),
      dealsOf(observed),
    ],
  };
}

async function journalOf({ database }: Naru, events: readonly KeptEvent[]): Promise<Place> {
  const entries = await database('ledger')
    .collection('journal')
    .find({}, { projection: { eventId: 1 } })
    .toArray();
  return { name: 'journal', expected: events.map(({ _id }) => _id), found: entries.map(({ eventId }) => eventId) };
}

async function inboxesOf({ database }: Naru, observed: Observed): Promise<Place> {
  const told = await database('notification').collection('notification').find().toArray();
  const letters = observed.events.map((event) => ({ event, ...recipientsOf(observed, event) }));
  const addressed = ({ _id, type }: KeptEvent, recipients: readonly string[]) =>
    recipients.map((one) => `${type} ${_id} to ${one}`);
  return {
    name: 'inbox',
    expected: letters.flatMap(({ event, expected }) => addressed(event, expected)),
    allowed: letters.flatMap(({ event, allowed = [] }) => addressed(event, allowed)),
    found: told
      .filter(({ eventType }) => isCounted(eventType ?? ''))
      .map(({ eventType, eventId, recipient }) => `${eventType} ${eventId} to ${recipient}`),
  };
}

const TO_ALL =
  /^naru\.(matching\.(match\.(proposed|interested|accepted|declined|expired)|introduction\.held)|investor\.deal\.)/;
const PUBLISHED = 'naru.registry.venture.published.v1';
/** The events whose inboxes are counted: `rows.int.test.ts` of notification walks those of all events. */
const isCounted = (type: string): boolean => type === PUBLISHED || TO_ALL.test(type);

function recipientsOf(
  { aggregates, events }: Observed,
  { type, aggregate }: KeptEvent,
): { expected: string[]; allowed?: string[] } {
  const { ventureId = '', investorId = '', centreId = '' } = aggregates.get(aggregate)?.state ?? {};
  if (TO_ALL.test(type)) return { expected: [ventureId, investorId, centreId] };
  if (type !== PUBLISHED) return { expected: [] };
  const wasHidden = events.some((one) => one.aggregate === aggregate && one.type.includes('venture.suspended'));
  // If the venture was hidden before the event arrived, only the id is left.
  return wasHidden ? { expected: [aggregate], allowed: [centreId] } : { expected: [aggregate, centreId] };
}

/** Each event arrives at least once and has one delivery. The partner recognises a repeat by its id. */
async function webhookOf({ database, partner, webhook }: Naru, { events }: Observed): Promise<Place> {
  const deliveries = await database('notification')
    .collection('delivery')
    .find({ 'state.webhookId': webhook.id }, { projection: { 'state.eventId': 1 } })
    .toArray();
  const asked = events.filter(({ type }) => type.startsWith(webhook.prefix));
  const queued = deliveries.map(({ state }) => `queued ${state.eventId}`);
  const got = [...new Set(partner.got(webhook.path))].map((id) => `got ${id}`);
  return {
    name: 'webhook',
    expected: asked.flatMap(({ _id }) => [`queued ${_id}`, `got ${_id}`]),
    found: [...queued, ...got],
  };
}

/** A pair that has met has one deal from it, however often they meet and however often the event arrives. */
function dealsOf({ aggregates, events }: Observed): Place {
  const met = new Set(
    events.filter(({ type }) => type.includes('introduction.held')).map(({ aggregate }) => aggregate),
  );
  const deals = [...aggregates.values()].filter(({ state }) => state.stage && state.origin?.id);
  return {
    name: 'deals of introductions',
    expected: [...met].map((id) => String(aggregates.get(id)?.state.introduction?.id)),
    found: deals.map(({ state }) => String(state.origin.id)),
  };
}
