/** The speed at which a backlog is handled, compared with the simplest loop that consumes and writes. */

import { layDurable, layStream } from '@naru/bus/lay';
import { MandateChanged } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { realAmbient } from '@naru/kit/ambient';
import { hiding } from '@naru/kit/hidden';
import { outgoing, toEntries } from '@naru/kit/outbox';
import { parkedEvents } from '@naru/kit/park';
import { projection } from '@naru/kit/projection';
import { PATIENCE } from '@naru/kit/retry';
import { hearingOf, on, subscriber } from '@naru/kit/subscribe';
import { waitingEvents } from '@naru/kit/waiting';
import { AckPolicy } from '@nats-io/jetstream';
import { type Ground, openGround, type Servers, sideBySide } from './ground.ts';
import { perSecond, rate, ratio, type Section } from './report.ts';

const AT_ONCE = 128;

export async function measureDrain(servers: Servers, { events }: { events: number }): Promise<Section> {
  const ground = await openGround(servers);
  try {
    await layStream(ground.bus, 'investor');
    await sideBySide(events, 256, (index) => publish(ground, index));
    // One after the other, each over the whole stream. A slow moment of the machine may affect only one of them.
    const bare = await drainBare(ground, events);
    const kit = await drainByKit(ground, events);
    return {
      title: 'A backlog',
      how: `${events.toLocaleString('en-US')} events wait in a stream, one for each aggregate. Both consumers keep ${AT_ONCE} in flight, write one document per event and acknowledge after it; the bare one does nothing else.`,
      rows: [
        {
          what: 'drain ÷ bare consume-and-write loop',
          measured: ratio(bare / kit),
          against: `${rate(perSecond(events, kit))} ÷ ${rate(perSecond(events, bare))}`,
          target: '≥ 0.5',
          met: bare / kit >= 0.5,
        },
      ],
    };
  } finally {
    await ground.remove();
  }
}

function publish({ bus, cause }: Ground, index: number): Promise<number> {
  const id = `inv_${index}`;
  const investor = Investor.fromPartial({
    id,
    name: { en: id },
    country: 'US',
    state: 'ACTIVE',
    mandate: { sectors: ['IOT'] },
  });
  const [entry] = toEntries({
    aggregate: id,
    version: 0,
    events: [outgoing(MandateChanged, { investor })],
    cause: cause(),
  });
  return entry ? bus.publish('investor', entry) : Promise.resolve(0);
}

async function drainBare({ bus, database }: Ground, events: number): Promise<number> {
  const stream = bus.stream('investor');
  await bus.manager.consumers.add(stream, {
    durable_name: 'bare',
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 4 * AT_ONCE,
  });
  const consumer = await bus.jetstream.consumers.get(stream, 'bare');
  const messages = await consumer.consume({ max_messages: 2 * AT_ONCE });
  const collection = database.db.collection<{ _id: string; investor?: Investor | undefined }>('bare');
  const begun = performance.now();
  let [done, inFlight] = [0, 0];
  let freed = () => {};
  for await (const message of messages) {
    while (inFlight >= AT_ONCE) await new Promise<void>((resolve) => (freed = resolve));
    inFlight += 1;
    const { investor } = MandateChanged.decode(message.data);
    void collection.replaceOne({ _id: investor?.id ?? '' }, { investor }, { upsert: true }).then(() => {
      message.ack();
      inFlight -= 1;
      done += 1;
      freed();
      if (done === events) messages.stop();
    });
  }
  return performance.now() - begun;
}

async function drainByKit({ bus, database, cause }: Ground, events: number): Promise<number> {
  const copies = projection<{ investor: Investor | undefined }>({
    db: database.db,
    ambient: realAmbient,
    name: 'copies',
  });
  await copies.ensureIndexes();
  const { promise: drained, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const handler = on(MandateChanged, async ({ investor }, { aggregate, version }) => {
    await copies.put(aggregate, version, { now: { investor } });
    done += 1;
    if (done === events) resolve();
  });
  const subscription = { name: 'drain', handlers: [handler], inFlight: AT_ONCE };
  await layDurable(bus, 'investor', hearingOf('bench', subscription));
  const consumer = subscriber({
    bus,
    service: 'bench',
    subscription,
    parked: parkedEvents(database.db, realAmbient),
    waiting: waitingEvents(database.db, realAmbient),
    hiding: hiding(database.db, realAmbient),
    patience: PATIENCE,
    ambient: realAmbient,
    cause,
  });
  const begun = performance.now();
  consumer.start();
  await drained;
  const took = performance.now() - begun;
  await consumer.stop();
  return took;
}
