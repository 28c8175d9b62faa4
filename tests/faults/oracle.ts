/** The read copies that every service should have, computed from the owners' databases. */
import type { ReadModel } from '@naru/testing/differences';
import type { Db, Document } from 'mongodb';
import type { Naru } from './system.ts';

type Docs = Map<string, Document>;

async function load(db: Db, collection: string): Promise<Docs> {
  const docs = await db
    .collection<{ _id: string }>(collection)
    .find({}, { projection: { outbox: 0 } })
    .toArray();
  return new Map(docs.map(({ _id, ...doc }) => [_id, doc]));
}

const mapped = (docs: Docs, make: (doc: Document) => unknown) => new Map([...docs].map(([id, doc]) => [id, make(doc)]));
const fields = (docs: Docs, ...names: string[]) =>
  mapped(docs, (doc) => Object.fromEntries(names.map((name) => [name, doc[name]])));

/** Published with a valid consent: only then do others see more than its existence. */
const isShared = ({ state }: Document): boolean =>
  state.state === 'PUBLISHED' && state.consents.some((one: Document) => !one.withdrawnAt);

/** What limits between a venture and an investor are about. */
const factsOf = ({ sectors, stage, askKrw, certifications, excludedCountries }: Document) => ({
  ...{ sectors, stage, askKrw, certifications, excludedCountries },
});

/** What notices name, besides ventures and investors. */
const NAMED = [
  ['registry', 'centre'],
  ['registry', 'organisation'],
  ['investor', 'fund'],
  ...['event', 'round', 'programme', 'cohort', 'template', 'visit'].map((noun) => ['program', noun] as const),
] as const;

export async function readModels(naru: Naru): Promise<ReadModel[]> {
  const { database } = naru;
  const [ventures, investors, deals, named] = await Promise.all([
    load(database('registry'), 'venture'),
    load(database('investor'), 'investor'),
    load(database('investor'), 'deal'),
    Promise.all(NAMED.map(([context, noun]) => load(database(context), noun))),
  ]);
  return [
    ...(await ventureCopies(naru, ventures)),
    {
      name: 'investors of matching',
      expected: mapped(investors, ({ version, state: { name, type, country, mandate, state } }) => ({
        version,
        ...{ name, type, country, mandate, active: state === 'ACTIVE' },
      })),
      held: fields(
        await load(database('matching'), 'investors'),
        ...['version', 'name', 'type', 'country', 'mandate', 'active'],
      ),
    },
    {
      name: 'deals of the ledger',
      expected: mapped(deals, ({ version, state: { stage, amountKrw, origin } }) => ({
        version,
        ...{ stage, amountKrw, originId: origin?.id ?? '' },
      })),
      held: fields(await load(database('ledger'), 'deals'), 'version', 'stage', 'amountKrw', 'originId'),
    },
    {
      name: 'names of notification',
      expected: new Map([
        ...mapped(ventures, (doc) => ({
          version: doc.version,
          centreId: doc.state.centreId,
          name: isShared(doc) ? doc.state.profile.name : undefined,
        })),
        ...[investors, ...named].flatMap((docs) => [
          ...mapped(docs, ({ version, state }) => ({ version, name: state.name ?? state.details?.name })),
        ]),
      ]),
      held: fields(await load(database('notification'), 'names'), 'version', 'centreId', 'name'),
    },
    ...(await indexes(naru, ventures, investors)),
    ...(await reports(naru, deals)),
  ];
}

async function ventureCopies({ database }: Naru, ventures: Docs): Promise<ReadModel[]> {
  const expected = (more: (doc: Document) => object) =>
    mapped(ventures, (doc) => ({ version: doc.version, centreId: doc.state.centreId, ...more(doc) }));
  return [
    {
      name: 'ventures of matching',
      expected: expected((doc) => ({ profile: isShared(doc) ? doc.state.profile : undefined })),
      held: fields(await load(database('matching'), 'ventures'), 'version', 'centreId', 'profile'),
    },
    {
      name: 'ventures of the directory',
      expected: expected((doc) => ({
        discoverable: isShared(doc),
        name: isShared(doc) ? doc.state.profile.name : undefined,
        facts: isShared(doc) ? factsOf(doc.state.profile) : undefined,
      })),
      held: fields(
        await load(database('investor'), 'named_ventures'),
        ...['version', 'centreId', 'discoverable', 'name', 'facts'],
      ),
    },
    {
      name: 'ventures of the scheduler',
      expected: expected((doc) => {
        const { name, sectors, stage, foundedOn } = doc.state.profile;
        return isShared(doc) ? { profile: { name, sectors, stage, foundedYear: foundedOn?.year ?? 0 } } : {};
      }),
      held: fields(await load(database('program'), 'ventures'), 'version', 'centreId', 'profile'),
    },
  ];
}

/** The answers that services give from memory. */
async function indexes({ client }: Naru, ventures: Docs, investors: Docs): Promise<ReadModel[]> {
  const shared = [...ventures.values()].filter(isShared).length;
  const search = await client.sees<{ totalSize: number }>('/v1/ventures?pageSize=1', () => true);
  const [someone] = [...investors].find(([, { state }]) => state.state === 'ACTIVE') ?? [];
  const found = someone
    ? await client.sees<{ considered: number }>(`/v1/matches:find?investorId=${someone}`, () => true)
    : { considered: shared };
  return [
    {
      name: 'in memory',
      expected: new Map(Object.entries({ registry: shared, matching: shared })),
      held: new Map(Object.entries({ registry: search.totalSize, matching: found.considered })),
    },
  ];
}

interface Totals {
  confirmed: { count: number; amountKrw: string };
  negotiating: { count: number; amountKrw: string };
}

async function reports({ client }: Naru, deals: Docs): Promise<ReadModel[]> {
  const of = (stage: string) => {
    const found = [...deals.values()].filter(({ state }) => state.stage === stage);
    const amountKrw = String(found.reduce((sum, { state }) => sum + state.amountKrw, 0));
    return { count: found.length, amountKrw };
  };
  const expected = { confirmed: of('CONFIRMED'), negotiating: of('NEGOTIATING') };
  const held = ({ confirmed, negotiating }: Totals) => {
    const plain = ({ count, amountKrw }: Totals['confirmed']) => ({ count, amountKrw });
    return new Map(Object.entries({ confirmed: plain(confirmed), negotiating: plain(negotiating) }));
  };
  const ask = (path: string) => client.sees<Totals>(path, () => true);
  const models = [
    { name: 'report of the ledger', held: held(await ask('/v1/reports/deals')) },
    { name: 'totals of the directory', held: held(await ask('/v1/deals:totals')) },
  ];
  return models.map((model) => ({ ...model, expected: new Map(Object.entries(expected)) }));
}
