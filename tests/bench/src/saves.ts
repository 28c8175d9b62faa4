/** The cost of the outbox for a save, and the time of an event from its commit to its effect in another service. */

import { layDurable, layStream } from '@naru/bus/lay';
import { MandateChanged } from '@naru/contracts/investor/v1/events';
import { type Investor, Investor as InvestorCodec } from '@naru/contracts/investor/v1/investor';
import { realAmbient } from '@naru/kit/ambient';
import { type AggregateStore, aggregateStore, type RelayQueue } from '@naru/kit/change';
import { hiding } from '@naru/kit/hidden';
import { outgoing } from '@naru/kit/outbox';
import { parkedEvents } from '@naru/kit/park';
import { projection } from '@naru/kit/projection';
import { openStore } from '@naru/kit/raw';
import { createRelay } from '@naru/kit/relay';
import { PATIENCE } from '@naru/kit/retry';
import { hearingOf, on, subscriber } from '@naru/kit/subscribe';
import { waitingEvents } from '@naru/kit/waiting';
import { type Ground, openGround, type Servers, sideBySide } from './ground.ts';
import { inMs, percentile, perSecond, rate, ratio, type Section } from './report.ts';

type Renamed = { type: 'Renamed'; investor: Investor };
type Store = AggregateStore<Investor, Renamed>;

const DOCUMENTS = 1_000;
const ROUNDS = 3;
const AT_ONCE = 16;
const LATENCY_S = 10;

const sample = (id: string, turn: number): Investor =>
  InvestorCodec.fromPartial({
    id,
    name: { ko: `투자사 ${turn}`, en: `Investor ${turn}` },
    country: 'US',
    type: 'VC',
    state: 'ACTIVE',
    mandate: { sectors: ['IOT'] },
  });

const storeOn = ({ database }: Ground, relay: RelayQueue, noun: string): Store =>
  aggregateStore<Investor, Renamed>(
    {
      db: database.db,
      noun,
      schema: 1,
      evolve: (_, { investor }) => investor,
      publish: (_, investor) => outgoing(MandateChanged, { investor }),
    },
    relay,
  );

const save = (store: Store, ground: Ground, id: string, turn: number) =>
  store.change(id, () => [{ type: 'Renamed', investor: sample(id, turn) }], ground.cause());

/** The same load, decision and guarded write, without an event. */
async function saveBare(ground: Ground, id: string, turn: number): Promise<void> {
  const collection = ground.database.db.collection<{ _id: string; version: number; state: Investor }>('bare');
  const doc = await collection.findOne({ _id: id });
  const state = sample(id, turn);
  if (doc) await collection.updateOne({ _id: id, version: doc.version }, { $set: { state, version: doc.version + 1 } });
  else await collection.insertOne({ _id: id, version: 1, state });
}

export async function measureSaves(servers: Servers): Promise<Section> {
  const ground = await openGround(servers);
  try {
    await layStream(ground.bus, 'investor');
    const paused = storeOn(ground, { ambient: realAmbient, enqueue: () => {} }, 'paused');
    const relay = createRelay({ db: ground.database.db, bus: ground.bus, context: 'investor', ambient: realAmbient });
    const running = storeOn(ground, relay, 'running');
    await Promise.all([paused.ensureIndexes(), running.ensureIndexes()]);
    const times = { bare: 0, paused: 0, running: 0 };
    relay.start([running]);
    // In turns, so that a slow moment of the machine affects all three alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      times.bare += await sideBySide(DOCUMENTS, AT_ONCE, (index) => saveBare(ground, `inv_${index}`, round));
      times.paused += await sideBySide(DOCUMENTS, AT_ONCE, (index) => save(paused, ground, `inv_${index}`, round));
      times.running += await timedWithRelay(ground, running, round);
    }
    const saves = DOCUMENTS * ROUNDS;
    const [bare, held, sustained] = [
      perSecond(saves, times.bare),
      perSecond(saves, times.paused),
      perSecond(saves, times.running),
    ];
    const latencies = await latenciesAt(sustained / 2, { ground, running });
    await relay.stop();
    return {
      title: 'Saves, events and their effects',
      how: `${AT_ONCE} writers change ${DOCUMENTS} documents ${ROUNDS} times: load, decide, one guarded write. The sustained figure counts until the last event has left its outbox. Latency is taken over ${LATENCY_S} s at half of the sustained rate, from the end of the commit to the end of the write in a second service's read copy. The bare save writes a document half the size with no index but its id; what the outbox adds is the event itself, the sweep's index and the stamps of the last changes, which the embedded database, one Python thread, pays for by the byte. On MongoDB it was not measured.`,
      rows: [
        {
          what: 'save with outbox, relay paused ÷ the same save without',
          measured: ratio(held / bare),
          against: `${rate(held)} ÷ ${rate(bare)}`,
          target: '≥ 0.85',
          met: held / bare >= 0.85,
        },
        {
          what: 'sustained, with the relay publishing',
          measured: rate(sustained),
          against: `${ratio(sustained / bare)} of the bare save`,
          target: 'published',
        },
        {
          what: 'commit → effect in another service, p50',
          measured: inMs(percentile(latencies, 0.5)),
          against: `${rate(sustained / 2)} offered`,
          target: '≤ 10 ms',
          met: percentile(latencies, 0.5) <= 10,
        },
        {
          what: 'commit → effect in another service, p99',
          measured: inMs(percentile(latencies, 0.99)),
          against: `${latencies.length} events`,
          target: '≤ 40 ms',
          met: percentile(latencies, 0.99) <= 40,
        },
      ],
    };
  } finally {
    await ground.remove();
  }
}

async function timedWithRelay(ground: Ground, store: Store, round: number): Promise<number> {
  const begun = performance.now();
  await sideBySide(DOCUMENTS, AT_ONCE, (index) => save(store, ground, `inv_${index}`, round));
  while (await openStore(store).collection.findOne({ pendingSince: { $gt: new Date(0) } })) await tick(50);
  return performance.now() - begun;
}

const tick = (ms = 2) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes saves at an even rate and records, for each event, the time until its effect. */
async function latenciesAt(
  ratePerSecond: number,
  { ground, running }: { ground: Ground; running: Store },
): Promise<number[]> {
  const committed = new Map<string, number>();
  const latencies: number[] = [];
  const copies = projection<{ investor: Investor }>({ db: ground.database.db, ambient: realAmbient, name: 'copies' });
  const effect = on(MandateChanged, async ({ investor }, { aggregate, version }) => {
    await copies.put(aggregate, version, { now: { investor: investor ?? sample('', 0) } });
    const at = committed.get(`${aggregate}:${version}`);
    if (at !== undefined) latencies.push(performance.now() - at);
  });
  const subscription = { name: 'copies', handlers: [effect] };
  await layDurable(ground.bus, 'investor', hearingOf('bench', subscription));
  const consumer = subscriber({
    bus: ground.bus,
    service: 'bench',
    subscription,
    parked: parkedEvents(ground.database.db, realAmbient),
    waiting: waitingEvents(ground.database.db, realAmbient),
    hiding: hiding(ground.database.db, realAmbient),
    patience: PATIENCE,
    ambient: realAmbient,
    cause: () => ground.cause(),
  });
  consumer.start();
  // The consumer is idle only after all earlier events have arrived.
  while ((await openStore(copies).collection.countDocuments({ version: { $gte: ROUNDS } })) < DOCUMENTS) await tick(50);
  const begun = performance.now();
  const offered = Math.round(ratePerSecond * LATENCY_S);
  const inHand: Promise<void>[] = [];
  for (let index = 0; index < offered; index += 1) {
    const due = begun + (1_000 * index) / ratePerSecond;
    while (performance.now() < due) await tick();
    const id = `inv_${index % DOCUMENTS}`;
    inHand.push(
      save(running, ground, id, index).then(({ version }) => void committed.set(`${id}:${version}`, performance.now())),
    );
  }
  await Promise.all(inHand);
  while (latencies.length < 0.99 * committed.size) await tick();
  await consumer.stop();
  return latencies;
}
