/**
 * Sends the deliveries that are due. Each address has its own lane, so a slow one delays no other. A replica claims a
 * delivery for a few seconds and renews the claim while it sends. If the replica dies, another takes over.
 */
import type { Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type Loop, startLoop } from '@naru/kit/loop';
import { sharedClock } from '@naru/kit/shared-clock';
import { log } from '@naru/telemetry/log';
import { count } from '@naru/telemetry/meter';
import { extract, inject, inSpan, SpanKind } from '@naru/telemetry/trace';
import { Webhook as Signer } from 'standardwebhooks';
import { CONTENT_TYPE } from '../feed/cloud-event.ts';
import { afterAttempt, isGone, OUTCOMES, outcomeOf, type Result, type Schedule, wishedMs } from './decide.ts';
import type { Delivery } from './delivery.ts';
import type { Post } from './post.ts';
import type { DeliveryStore, DueDelivery } from './store.ts';
import { tell } from './texts.ts';

/** An address that takes events now. */
export interface Target {
  id: string;
  url: string;
  /** All of these secrets sign. */
  secrets(now: Date): string[];
  /** The webhook, as events show it. */
  shown: Webhook;
}

export interface Courier {
  /** Tells the courier that there is something to send. */
  wake(webhookId: string): void;
  start(): void;
  stop(): Promise<void>;
}

export interface CourierParts {
  deliveries: DeliveryStore;
  targets: () => Iterable<Target>;
  /** What is sent of an event; null if it is no longer kept. */
  bodyOf(eventId: string): Promise<string | null>;
  /** Called when an address answers that it is gone for good. */
  gone: (webhookId: string) => Promise<void>;
  post: Post;
  stepsMs: Schedule['stepsMs'];
  /** How long the deliveries of a dead process wait for another. */
  leaseMs: number;
  /** How long a lane waits before it looks for new deliveries of other replicas, or for retries that are due. */
  lookEveryMs: number;
}

interface Lane {
  /** Those that are due and not claimed yet. */
  due: DueDelivery[];
  /** True if there may be more of them than were found. */
  more: boolean;
  sending: number;
  looking: boolean;
  lookAt: number;
  /** The address has asked to be left alone until then. */
  restUntil: number;
}

/** How many deliveries one address gets at the same time. */
const SENDING_MAX = 4;
/** How many due deliveries of one address are found at a time. */
const BATCH_MAX = 100;
const IDLE_MS = 250;
const DRAIN_MS = 1_000;
/** The whole address rests at most this long; a single delivery waits as long as was asked. */
export const REST_MS_MAX = 3_600_000;

export function courier({ db, ambient }: Pick<Host, 'db' | 'ambient'>, parts: CourierParts): Courier {
  const { deliveries, targets, bodyOf, gone, post, stepsMs, leaseMs, lookEveryMs } = parts;
  // What one replica claims or puts off, another compares with its own time.
  const clock = sharedClock(db, ambient);
  const lanes = new Map<string, Lane>();
  const inHand = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let claim = '';
  let running = false;
  let looking: Loop | undefined;
  let renewing: Loop | undefined;

  const lease = async () => ({ claim, until: new Date((await clock()).getTime() + leaseMs) });

  function laneOf(webhookId: string): Lane {
    const lane = lanes.get(webhookId) ?? { due: [], more: false, sending: 0, looking: false, lookAt: 0, restUntil: 0 };
    lanes.set(webhookId, lane);
    return lane;
  }

  function wake(webhookId: string): void {
    laneOf(webhookId).lookAt = 0;
    looking?.wake();
  }

  /** Lanes run side by side: the round waits for none of them. */
  async function lookAll(): Promise<number> {
    for (const target of targets()) {
      const lane = laneOf(target.id);
      if (!lane.looking && lane.sending < SENDING_MAX && Math.max(lane.lookAt, lane.restUntil) <= ambient.elapsedMs())
        void look(target, lane);
    }
    return IDLE_MS;
  }

  async function look(target: Target, lane: Lane): Promise<void> {
    lane.looking = true;
    lane.lookAt = ambient.elapsedMs() + lookEveryMs;
    try {
      if (lane.due.length === 0) {
        lane.due = await deliveries.due(target.id, { now: await clock(), limit: BATCH_MAX });
        lane.more = lane.due.length === BATCH_MAX;
      }
      while (running && lane.sending < SENDING_MAX && lane.due.length > 0) await claimNext(target, lane);
    } catch (error) {
      log.warn({ err: error, webhook: target.id }, 'what is due could not be read; it is looked for again');
    }
    lane.looking = false;
    if (lane.lookAt === 0) looking?.wake();
  }

  async function claimNext(target: Target, lane: Lane): Promise<void> {
    const next = lane.due.shift();
    const delivery = next && !inHand.has(next._id) ? await deliveries.claim(next, await lease()) : null;
    // If the courier was stopped meanwhile, the claim expires, and another replica takes the delivery.
    if (!delivery || !running) return;
    lane.sending += 1;
    inHand.set(delivery.id, carry(target, lane, delivery));
  }

  async function carry(target: Target, lane: Lane, delivery: Delivery): Promise<void> {
    try {
      const wishMs = await attempt(target, delivery);
      lane.restUntil = ambient.elapsedMs() + Math.min(wishMs, REST_MS_MAX);
    } catch (error) {
      // The claim expires by itself, and then the delivery is due again.
      if (running) log.warn({ err: error, delivery: delivery.id }, 'an attempt could not be finished');
    } finally {
      lane.sending -= 1;
      inHand.delete(delivery.id);
      if (lane.due.length > 0 || lane.more) lane.lookAt = 0;
      looking?.wake();
    }
  }

  /** @returns how long the address wishes to be left alone */
  async function attempt(target: Target, delivery: Delivery): Promise<number> {
    const attributes = { 'messaging.message.id': delivery.eventId, 'messaging.destination.name': delivery.eventType };
    const parent = extract({ traceparent: delivery.traceparent });
    const startedMs = ambient.elapsedMs();
    const now = await clock();
    const body = delivery.body || (await bodyOf(delivery.eventId));
    const send = async (): Promise<Result> => {
      if (body === null) return { failure: tell('not_kept') };
      const headers = headersOf(delivery.eventId, { body, secrets: target.secrets(now), now });
      return post({ url: target.url, headers, body }, stopping.signal);
    };
    const result = await inSpan({ name: 'deliver webhook', kind: SpanKind.CLIENT, parent, attributes }, send);
    const schedule = { stepsMs, chance: Math.random() };
    const after = afterAttempt(delivery, {
      result,
      now: await clock(),
      schedule,
      durationMs: Math.round(ambient.elapsedMs() - startedMs),
    });
    count('naru.webhook.attempts', { 'naru.outcome': outcomeOf(result, after.delivery) });
    if (after.delivery.state === 'DEAD') await deliveries.giveUp(after.delivery, target.shown);
    else await deliveries.settle(claim, after);
    if (isGone(result)) await gone(target.id);
    return wishedMs(result);
  }

  async function renew(): Promise<number> {
    if (inHand.size > 0)
      await lease()
        .then((given) => deliveries.renew([...inHand.keys()], given))
        .catch((error: unknown) => log.warn({ err: error }, 'claims could not be renewed'));
    return leaseMs / 3;
  }

  return {
    wake,
    start: () => {
      claim = ambient.newId('clm');
      // Shown before the first attempt, so that its increase can be seen.
      for (const outcome of OUTCOMES) count('naru.webhook.attempts', { 'naru.outcome': outcome }, 0);
      running = true;
      renewing = startLoop({ name: 'claims of deliveries', ambient, round: renew });
      looking = startLoop({ name: 'courier', ambient, round: lookAll });
    },
    stop: async () => {
      running = false;
      await looking?.stop();
      const callOff = ambient.after(DRAIN_MS, () => stopping.abort());
      await Promise.all(inHand.values());
      callOff();
      await renewing?.stop();
    },
  };
}

/** The Standard Webhooks headers, and the trace that led to the event. */
const headersOf = (
  eventId: string,
  { body, secrets, now }: { body: string; secrets: readonly string[]; now: Date },
): Record<string, string> => ({
  ...inject(),
  'content-type': CONTENT_TYPE,
  'content-length': String(Buffer.byteLength(body)),
  'user-agent': 'naru-webhooks/1',
  'webhook-id': eventId,
  'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
  'webhook-signature': secrets.map((secret) => new Signer(secret).sign(eventId, now, body)).join(' '),
});
