/**
 * Durable pull consumers. Every event is handed to its handler at least once and acknowledged only after it; a handler
 * that fails is tried again later; what cannot heal is parked with its reason, so one bad event never stops the others.
 */

import { createHash } from 'node:crypto';
import { eventOf } from '@naru/contracts';
import { AckPolicy, type ConsumerMessages, DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Bus } from './bus.ts';
import { backoffMs, isTransient, pause } from './mongo.ts';
import type { Cause, Codec } from './outbox.ts';
import { type ParkedEvents, type ParkedSource, refusalOf } from './park.ts';
import { reached } from './points.ts';
import { extract, inSpan, log, SpanKind } from './telemetry.ts';

/** An event as a handler gets it. It is a Cause: what the handler changes names it. */
export interface Received<M> extends Cause, ParkedSource {
  message: M;
}

export interface Handler {
  type: string;
  handle(received: Received<unknown>): Promise<void>;
  decode(bytes: Uint8Array): unknown;
}

/** Ties an event of the catalogue to what is done about it. */
export const on = <M>(codec: Codec<M>, handle: (message: M, received: Received<M>) => Promise<unknown>): Handler => ({
  type: eventOf(codec).type,
  decode: (bytes) => codec.decode(bytes),
  handle: async (received) => {
    await handle(received.message as M, received as Received<M>);
  },
});

/** Takes events of any type without decoding them, as the journal and partner feeds do. */
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
  /** How many events are handled side by side; those of one aggregate always one after another. */
  inFlight?: number;
}

export interface Subscriber {
  name: string;
  start(): void;
  stop(): Promise<void>;
  /** Hands one event to its handler outside the stream: for parked ones. */
  replay(received: ParkedSource): Promise<void>;
}

const ACK_WAIT_MS = 3_000;
const WORKING_EVERY_MS = 1_000;
const DELIVERIES_MAX = 10;
const HEARTBEAT_MS = 1_000;
const IN_FLIGHT = 128;
const FORGOTTEN_MS = 14 * 24 * 3_600_000;

export function subscriber({
  bus,
  service,
  subscription,
  parked,
  cause,
}: {
  bus: Bus;
  service: string;
  subscription: Subscription;
  parked: ParkedEvents;
  cause: (received: { id: string; type: string }) => Cause;
}): Subscriber {
  const handlers = new Map(subscription.handlers.map((handler) => [handler.type, handler]));
  const contexts = [...new Set(subscription.handlers.map(({ type }) => type.split('.')[1] ?? ''))];
  const durable = `${bus.prefix.replaceAll('.', '_')}${service}-${subscription.name}-${digestOf([...handlers.keys()])}`;
  const inHand = new Map<JsMsg, Promise<void>>();
  const lanes = new Map<string, Promise<void>>();
  const open = new Set<ConsumerMessages>();
  const limit = subscription.inFlight ?? IN_FLIGHT;
  /** Loops that wait for room, first come first served: there is one for each context. */
  const waiting: (() => void)[] = [];
  let running = false;
  let loops: Promise<void>[] = [];
  let working: NodeJS.Timeout | undefined;

  async function loop(context: string): Promise<void> {
    for (let failures = 0; running; ) {
      try {
        const messages = await consume(context);
        failures = 0;
        for await (const message of messages) await take(context, message);
      } catch (error) {
        if (running) log.warn({ err: error, subscription: durable, context }, 'a consume loop ended and is rebuilt');
        if (running) await pause(backoffMs(failures++, { firstMs: 50, maxMs: 1_000 }));
      }
    }
  }

  async function consume(context: string): Promise<ConsumerMessages> {
    const stream = bus.stream(context);
    const types = [...handlers.keys()].filter((type) => type.startsWith(`naru.${context}.`));
    const consumer = await bus.ensureConsumer(stream, {
      durable_name: durable,
      filter_subjects: types.map((type) => bus.subject(type, '>')),
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: 4 * limit,
      // The durable of an older set of types is left behind by the replicas that used it, and goes by itself.
      inactive_threshold: nanos(FORGOTTEN_MS),
    });
    const messages = await consumer.consume({
      max_messages: 2 * limit,
      idle_heartbeat: HEARTBEAT_MS,
      abort_on_missing_resource: true,
    });
    open.add(messages);
    void watch(messages);
    return messages;
  }

  /** Ends a loop whose server has gone silent, so that it is rebuilt. */
  async function watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (type === 'heartbeats_missed' || type === 'consumer_deleted' || type === 'stream_not_found')
        await messages.close();
    }
    open.delete(messages);
  }

  async function take(context: string, message: JsMsg): Promise<void> {
    while (inHand.size >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    if (!running) return;
    const lane = message.subject.slice(message.subject.lastIndexOf('.') + 1);
    const before = lanes.get(lane) ?? Promise.resolve();
    const handled = before
      .then(() => settle(context, message))
      // Not even saying no to a message works once the connection is closed; the server gives it to somebody else.
      .catch((error: unknown) => log.warn({ err: error }, 'an event could not be settled'));
    inHand.set(message, handled);
    lanes.set(lane, handled);
    void handled.finally(() => {
      inHand.delete(message);
      waiting.shift()?.();
      if (lanes.get(lane) === handled) lanes.delete(lane);
    });
  }

  async function settle(context: string, message: JsMsg): Promise<void> {
    const received = receivedOf(context, message);
    try {
      await handle(received, message.headers?.get('traceparent') ?? '');
      reached('consumer.handled');
      message.ack();
      reached('consumer.acked');
    } catch (error) {
      await refuse(message, received, error);
    }
  }

  async function handle(received: ParkedSource, traceparent: string): Promise<void> {
    const handler = handlers.get(received.type);
    if (!handler) return;
    const attributes = {
      'messaging.system': 'nats',
      'messaging.destination.name': received.type,
      'messaging.message.id': received.id,
    };
    const parent = extract({ traceparent });
    await inSpan({ name: `process ${received.type}`, kind: SpanKind.CONSUMER, parent, attributes }, async () => {
      await handler.handle({ ...cause(received), ...received, message: handler.decode(received.data) });
    });
  }

  async function refuse(message: JsMsg, received: ParkedSource, error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    const deliveries = message.info.deliveryCount;
    const delay = backoffMs(deliveries, { firstMs: 50, maxMs: 30_000 });
    // A database that is away heals by itself, however long it takes; nothing is parked for it.
    const hopeless =
      !refusal.redeliver ||
      (deliveries >= DELIVERIES_MAX && !isTransient(error) && refusal.code !== 'database.unavailable');
    if (!hopeless) {
      log.warn({ err: error, type: received.type, event: received.id, deliveries }, 'an event is tried again later');
      return message.nak(delay);
    }
    try {
      await parked.park({ subscription: subscription.name, received, refusal, deliveries });
      log.error({ err: error, type: received.type, event: received.id, deliveries }, 'an event is parked');
      message.term(refusal.code);
    } catch (failure) {
      log.warn({ err: failure }, 'an event could not be parked yet');
      message.nak(delay);
    }
  }

  return {
    name: subscription.name,
    start: () => {
      running = true;
      loops = contexts.map(loop);
      // A handler that is slow, or waits in its lane, must not look dead to the server.
      working = setInterval(() => {
        for (const message of inHand.keys()) message.working();
      }, WORKING_EVERY_MS);
    },
    stop: async () => {
      running = false;
      await Promise.all([...open].map((messages) => messages.close()));
      await Promise.all(inHand.values());
      clearInterval(working);
      await Promise.all(loops);
    },
    replay: async (received) => handle(received, ''),
  };
}

function receivedOf(context: string, message: JsMsg): ParkedSource {
  const header = (name: string) => message.headers?.get(name) ?? '';
  return {
    id: header('ce-id'),
    type: header('ce-type'),
    context,
    aggregate: header('ce-subject'),
    version: Number(header('ce-sequence')),
    at: new Date(header('ce-time')),
    data: message.data,
    causedBy: decodeURIComponent(header('ce-actor')),
  };
}

/** Other types make another durable, which begins at the beginning: handlers know what they have seen. */
const digestOf = (types: readonly string[]): string =>
  createHash('sha256')
    .update([...types].sort().join())
    .digest('hex')
    .slice(0, 8);
