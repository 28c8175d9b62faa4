/**
 * Durable pull consumers. Each event reaches its handler at least once, and is acknowledged only after the handler has
 * finished. A failed event is retried later. An event that cannot heal is parked with its reason, so that it never
 * blocks the others.
 */

import { envelopeOf } from '@naru/bus/envelope';
import { durableOf, type Hearing, heardContexts } from '@naru/bus/names';
import { eventOf } from '@naru/contracts';
import { HIDING_TYPES } from '@naru/contracts/hidden';
import { log } from '@naru/telemetry/log';
import { processing } from '@naru/telemetry/messaging';
import type { Lag } from '@naru/telemetry/queues';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';
import type { Hiding } from './hidden.ts';
import { kit } from './kit-texts.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Cause, Codec } from './outbox.ts';
import { aboutRefused, nobodyHears, type ParkedEvents, type ParkedSource, refusalOf } from './park.ts';
import { reached } from './points.ts';
import { type Patience, pauseMs, triedInFlight } from './retry.ts';
import type { WaitingEvents } from './waiting.ts';

/** An event as a handler gets it. It is also the Cause of the handler's changes. */
export interface Received<M> extends Cause, ParkedSource {
  message: M;
}

export interface Handler {
  type: string;
  handle(received: Received<unknown>): Promise<void>;
  decode(bytes: Uint8Array): unknown;
}

/** Joins an event of the catalogue with its handler. */
export const on = <M>(codec: Codec<M>, handle: (message: M, received: Received<M>) => Promise<unknown>): Handler => ({
  type: eventOf(codec).type,
  decode: (bytes) => codec.decode(bytes),
  handle: async (received) => {
    await handle(received.message as M, received as Received<M>);
  },
});

/** Takes events of any type without decoding them, for the journal and partner feeds. */
export const onRaw = (type: string, handle: (received: Received<null>) => Promise<unknown>): Handler => ({
  type,
  decode: () => null,
  handle: async (received) => {
    await handle(received as Received<null>);
  },
});

export interface Subscription {
  name: string;
  handlers: readonly Handler[];
  /** How many events are handled side by side. Events of one aggregate are always handled one after another. */
  inFlight?: number;
}

export interface Subscriber {
  name: string;
  /** When the newest event that it has handled happened, by context. */
  heard: ReadonlyMap<string, Date>;
  /** What its durables have still to deliver. */
  lag(): Promise<Lag[]>;
  start(): void;
  stop(): Promise<void>;
  /** Gives one event to its handler outside the stream, in its turn: for events that were parked, or that wait. */
  replay(received: ParkedSource): Promise<void>;
}

const WORKING_EVERY_MS = 1_000;
/** The pause before the next try of an event that the database did not take. */
const UNSTORED_MS = 1_000;
const HEARTBEAT_MS = 1_000;
const IN_FLIGHT = 128;
/** A consumer that is missing is looked for again soon, because its events wait. */
const REBUILD = { firstMs: 50, maxMs: 1_000 };

/** State that the functions of one subscriber share. */
interface Room {
  bus: Bus;
  subscription: Subscription;
  parked: Pick<ParkedEvents, 'park'>;
  waiting: Pick<WaitingEvents, 'keep'>;
  hiding: Pick<Hiding, 'hide'>;
  patience: Patience;
  cause: (received: { id: string; type: string }) => Cause;
  ambient: Ambient;
  handlers: ReadonlyMap<string, Handler>;
  /** The name of the durable consumer, the same in every replica. */
  durable: string;
  limit: number;
  inHand: Map<JsMsg, Promise<void>>;
  /** The last event in hand of each aggregate. The next event of the aggregate waits for it. */
  lanes: Map<string, Promise<void>>;
  open: Set<ConsumerMessages>;
  /** Loops that wait for a place, in order of arrival. Each context has one loop. */
  queue: (() => void)[];
  /** When the newest handled event of each context happened. */
  heard: Map<string, Date>;
  stopping: AbortController;
}

export function subscriber({
  bus,
  service,
  subscription,
  ...tools
}: {
  service: string;
} & Pick<
  Room,
  'bus' | 'subscription' | 'parked' | 'waiting' | 'hiding' | 'patience' | 'cause' | 'ambient'
>): Subscriber {
  const { ambient } = tools;
  const handlers = new Map(subscription.handlers.map((handler) => [handler.type, handler]));
  const hearing = hearingOf(service, subscription);
  const durable = durableOf(bus.prefix, hearing);
  const limit = subscription.inFlight ?? IN_FLIGHT;
  const given = { ...tools, bus, subscription, handlers, durable, limit };
  const hands = { inHand: new Map(), lanes: new Map(), open: new Set<ConsumerMessages>(), queue: [], heard: new Map() };
  const room: Room = { ...given, ...hands, stopping: new AbortController() };
  let loops: Loop[] = [];
  let working: Loop | undefined;
  return {
    name: subscription.name,
    heard: room.heard,
    lag: () => Promise.all(heardContexts(hearing).map((context) => lagOf(room, context))),
    start: () => {
      loops = heardContexts(hearing).map((context) =>
        startLoop({ name: `${durable} of ${context}`, ambient, round: () => listen(room, context), retry: REBUILD }),
      );
      working = startLoop({ name: `${durable} at work`, ambient, round: async () => sayWorking(room) });
    },
    stop: async () => {
      room.stopping.abort();
      const ended = loops.map((loop) => loop.stop());
      await Promise.all([...room.open].map((messages) => messages.close()));
      await Promise.all(room.inHand.values());
      await Promise.all([...ended, working?.stop()]);
    },
    replay: async (received) => {
      if (!handlers.has(received.type)) throw nobodyHears(received.type);
      await inLane(room, received.aggregate, () => handle(room, received));
    },
  };
}

/** What a subscription hears, as the deploy step needs it. */
export const hearingOf = (service: string, { name, handlers }: Subscription): Hearing => ({
  service,
  subscription: name,
  types: handlers.map(({ type }) => type),
});

/** Takes events of one context until the consumer ends. The next round finds it anew. */
async function listen(room: Room, context: string): Promise<number> {
  const messages = await consume(room, context);
  try {
    // The stop came during the request for the consumer. Do not wait for the close: it ends together with the reading.
    if (room.stopping.signal.aborted) void messages.close();
    for await (const message of messages) await take(room, context, message);
  } finally {
    room.open.delete(messages);
  }
  return 0;
}

async function lagOf({ bus, durable }: Room, context: string): Promise<Lag> {
  const info = await (await bus.durable(context, durable)).info(true);
  return { durable, context, pending: info.num_pending, redelivered: info.num_redelivered };
}

async function consume(room: Room, context: string): Promise<ConsumerMessages> {
  const { bus, durable, limit, open } = room;
  const consumer = await bus.durable(context, durable);
  const messages = await consumer.consume({
    max_messages: 2 * limit,
    idle_heartbeat: HEARTBEAT_MS,
    abort_on_missing_resource: true,
  });
  open.add(messages);
  void watch(messages);
  return messages;
}

/** Ends a loop whose server has gone silent, so that it is made again. */
async function watch(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status()) {
    if (type === 'heartbeats_missed' || type === 'consumer_deleted' || type === 'stream_not_found')
      await messages.close();
  }
}

/** The server must not give a slow or waiting event to another replica. */
function sayWorking({ inHand }: Room): number {
  for (const message of inHand.keys()) message.working();
  return WORKING_EVERY_MS;
}

/** Handles a message after the earlier ones of its aggregate. Waits only while too many are in hand. */
async function take(room: Room, context: string, message: JsMsg): Promise<void> {
  const { inHand, queue, limit } = room;
  while (inHand.size >= limit) await new Promise<void>((resolve) => queue.push(resolve));
  if (room.stopping.signal.aborted) return;
  const aggregate = message.subject.slice(message.subject.lastIndexOf('.') + 1);
  const handled = inLane(room, aggregate, () => settle(room, context, message))
    // A closed connection cannot even reject a message. The server delivers it to another replica.
    .catch((error: unknown) => log.warn({ err: error }, 'an event could not be settled'));
  inHand.set(message, handled);
  void handled.finally(() => {
    inHand.delete(message);
    queue.shift()?.();
  });
}

/** Works after all earlier work on the same aggregate. */
function inLane({ lanes }: Room, aggregate: string, work: () => Promise<void>): Promise<void> {
  const done = (lanes.get(aggregate) ?? Promise.resolve()).then(work);
  const over = done.catch(() => {});
  lanes.set(aggregate, over);
  void over.finally(() => {
    if (lanes.get(aggregate) === over) lanes.delete(aggregate);
  });
  return done;
}

async function settle(room: Room, context: string, message: JsMsg): Promise<void> {
  const { received, unreadable } = receivedOf(context, message);
  try {
    if (unreadable.length > 0) throw headersUnreadable(unreadable, message.headers);
    await handle(room, received);
    reached('consumer.handled');
    message.ack();
    reached('consumer.acked');
  } catch (error) {
    await refuse(room, message, received, error);
  }
}

async function handle(room: Room, received: ParkedSource): Promise<void> {
  const { handlers, hiding, cause, subscription, heard } = room;
  const handler = handlers.get(received.type);
  if (!handler) return;
  const { type, id, data, context, at, traceparent } = received;
  await processing({ type, id, bytes: data.length, traceparent, subscription: subscription.name }, async () => {
    if (HIDING_TYPES.has(type)) await hiding.hide(received);
    await handler.handle({ ...cause(received), ...received, message: handler.decode(data) });
  });
  if (at.getTime() > (heard.get(context)?.getTime() ?? 0)) heard.set(context, at);
}

async function refuse(room: Room, message: JsMsg, received: ParkedSource, error: unknown): Promise<void> {
  const { subscription, parked, waiting, patience } = room;
  const refusal = refusalOf(error);
  const deliveries = message.info.deliveryCount;
  const tried = triedInFlight(deliveries, patience);
  const pause = pauseMs(refusal.heals, tried, patience);
  const about = { ...aboutRefused(subscription.name, received, refusal.code), deliveries, err: error };
  const told = { subscription: subscription.name, received };
  try {
    if (pause === null) {
      await parked.park({ ...told, refusal, deliveries });
      log.error(about, 'an event is parked');
      message.term(refusal.code);
      return;
    }
    log.warn(about, 'an event is tried again later');
    if (pause <= patience.flightMs) return message.nak(pause);
    const waited = { tries: deliveries, waitedMs: tried.waitedMs + pause };
    await waiting.keep({ ...told, code: refusal.code, tried: waited, pauseMs: pause });
    message.ack();
  } catch (failure) {
    log.warn({ err: failure }, 'an event could not be parked or stored yet');
    message.nak(Math.min(pause ?? UNSTORED_MS, UNSTORED_MS));
  }
}

/** Reads as much of an event as it can. If the id is missing, the place in the stream stands for it. */
function receivedOf(context: string, message: JsMsg) {
  const { envelope, unreadable } = envelopeOf(message.headers);
  const { stream, streamSequence, timestampNanos } = message.info;
  const id = envelope.id || `${stream}:${streamSequence}`;
  const at = Number.isNaN(envelope.at.getTime()) ? new Date(timestampNanos / 1e6) : envelope.at;
  const first = { place: streamSequence, ...envelope.first };
  return { received: { ...envelope, id, at, context, first, data: message.data }, unreadable };
}

/** A retry cannot make a header readable: an operator has to look at the sender. */
const headersUnreadable = (names: readonly string[], headers: MsgHdrs | undefined) =>
  kit.refuse('event.header_unreadable', {
    missing: names.filter((name) => !headers?.get(name)),
    names: names.filter((name) => headers?.get(name)),
  });
