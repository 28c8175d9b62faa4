/**
 * Sends the deliveries that are due. Each address has its own lane, so a slow one delays no other. A replica claims a
 * delivery for a few seconds and renews the claim while it sends. If the replica dies, another takes over.
 */
import type { Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type Loop, startLoop } from '@naru/kit/loop';
import { extract, inject, inSpan, log, SpanKind } from '@naru/kit/telemetry';
import { Webhook as Signer } from 'standardwebhooks';
import { CONTENT_TYPE } from './cloud-event.ts';
import { afterAttempt, isGone, type Schedule } from './decide.ts';
import type { Delivery } from './delivery.ts';
import type { Post } from './post.ts';
import type { DeliveryStore } from './store.ts';

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
  sending: number;
  looking: boolean;
  lookAt: number;
}

/** How many deliveries one address gets at the same time. */
const SENDING_MAX = 4;
const IDLE_MS = 250;
const DRAIN_MS = 1_000;

export function courier({ ambient }: Host, parts: CourierParts): Courier {
  const { deliveries, targets, gone, post, stepsMs, leaseMs, lookEveryMs } = parts;
  const lanes = new Map<string, Lane>();
  const inHand = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let claim = '';
  let running = false;
  let looking: Loop | undefined;
  let renewing: Loop | undefined;

  const lease = () => ({ claim, until: new Date(ambient.now().getTime() + leaseMs) });

  function laneOf(webhookId: string): Lane {
    const lane = lanes.get(webhookId) ?? { sending: 0, looking: false, lookAt: 0 };
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
      if (!lane.looking && lane.sending < SENDING_MAX && lane.lookAt <= ambient.elapsedMs()) void look(target, lane);
    }
    return IDLE_MS;
  }

  async function look(target: Target, lane: Lane): Promise<void> {
    lane.looking = true;
    lane.lookAt = ambient.elapsedMs() + lookEveryMs;
    try {
      const due = await deliveries.due(target.id, { now: ambient.now(), limit: SENDING_MAX - lane.sending });
      for (const doc of due) {
        if (!running || inHand.has(doc._id) || !(await deliveries.claim(doc, lease()))) continue;
        if (!running) break; // The courier was stopped: the claim expires, and another replica takes the delivery.
        lane.sending += 1;
        inHand.set(doc._id, carry(target, lane, doc.state));
      }
    } catch (error) {
      log.warn({ err: error, webhook: target.id }, 'what is due could not be read; it is looked for again');
    }
    lane.looking = false;
    if (lane.lookAt === 0) looking?.wake();
  }

  async function carry(target: Target, lane: Lane, delivery: Delivery): Promise<void> {
    try {
      await attempt(target, delivery);
    } catch (error) {
      // The claim expires by itself, and then the delivery is due again.
      if (running) log.warn({ err: error, delivery: delivery.id }, 'an attempt could not be finished');
    } finally {
      lane.sending -= 1;
      inHand.delete(delivery.id);
      wake(target.id);
    }
  }

  async function attempt(target: Target, delivery: Delivery): Promise<void> {
    const attributes = { 'messaging.message.id': delivery.eventId, 'messaging.destination.name': delivery.eventType };
    const parent = extract({ traceparent: delivery.traceparent });
    const result = await inSpan({ name: 'deliver webhook', kind: SpanKind.CLIENT, parent, attributes }, () => {
      const headers = headersOf(delivery, target.secrets(ambient.now()), ambient.now());
      return post({ url: target.url, headers, body: delivery.body }, stopping.signal);
    });
    const schedule = { stepsMs, chance: Math.random() };
    const after = afterAttempt(delivery, { result, now: ambient.now(), schedule });
    if (after.delivery.state === 'DEAD') await deliveries.giveUp(after.delivery, target.shown);
    else await deliveries.settle(claim, after);
    if (isGone(result)) await gone(target.id);
  }

  async function renew(): Promise<number> {
    if (inHand.size > 0)
      await deliveries
        .renew([...inHand.keys()], lease())
        .catch((error: unknown) => log.warn({ err: error }, 'claims could not be renewed'));
    return leaseMs / 3;
  }

  return {
    wake,
    start: () => {
      claim = ambient.newId('clm');
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
const headersOf = ({ eventId, body }: Delivery, secrets: readonly string[], now: Date): Record<string, string> => ({
  ...inject(),
  'content-type': CONTENT_TYPE,
  'content-length': String(Buffer.byteLength(body)),
  'user-agent': 'naru-webhooks/1',
  'webhook-id': eventId,
  'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
  'webhook-signature': secrets.map((secret) => new Signer(secret).sign(eventId, now, body)).join(' '),
});
