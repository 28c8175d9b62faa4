/**
 * The objects of the matrix and their owners: only this file defines them. They are written into the databases
 * directly, so the matrix needs no command to create them.
 */
import { knownSides, namedByExamples } from './named.ts';
import { FOREIGN, OWN, type Side } from './owners.ts';
import { PROGRAM } from './seeds-program.ts';
import { AT, bodies, copy, NAME, type Seed, SIDES, seedsOf, venture } from './shapes.ts';

export type { Seed } from './shapes.ts';

const centreOf = ({ centre: id, org }: Side): Seed => {
  const openingOrder = id === OWN.centre ? 1 : 2;
  const state = { id, name: NAME, region: NAME, openingOrder, openedOn: { year: 2014, month: 9, day: 15 } };
  const hosts = [{ organisationId: org, role: 'LEAD', from: { year: 2014, month: 9, day: 15 } }];
  const lists = { specialisations: [], capabilities: [], hosts };
  const doc = { _id: id, schema: 1, version: 1, outbox: [], lastChanges: [], changedAt: AT };
  return {
    kinds: ['centre'],
    id,
    owned: { centre: id, open: true },
    stored: { collection: 'centre', doc: { ...doc, state: { ...state, ...lists } } },
  };
};

const REGISTRY: Seed[] = [
  ...SIDES.map(([, side]) => centreOf(side)),
  ...SIDES.flatMap(([, side]) =>
    ['DRAFT', 'PUBLISHED'].map((state): Seed => {
      const [shape] = seedsOf({
        fixture: 'startup-registry/src/venture/fixture/venture.schema-1.json',
        collection: 'venture',
        prefix: 'ven',
        kinds: ['venture'],
        state: () => ({ state, centreId: side.centre }),
        owned: () => ({}),
      });
      const id = state === 'DRAFT' ? side.venture : `${side.venture}_shown`;
      const doc = (shape as Seed & { stored: { doc: { state: object } } }).stored.doc;
      return {
        kinds: ['venture'],
        id,
        owned: { centre: side.centre, orgs: [id], open: state === 'PUBLISHED' },
        stored: { collection: 'venture', doc: { ...doc, _id: id, state: { ...doc.state, id, brn: id } } },
      };
    }),
  ),
];

const INVESTOR: Seed[] = [
  ...seedsOf({
    fixture: 'investor-directory/src/investor/fixture/investor.schema-1.json',
    collection: 'investor',
    prefix: 'inv',
    kinds: ['investor'],
    state: () => ({}),
    owned: ({ investor }) => ({ orgs: [investor] }),
  }),
  ...seedsOf({
    fixture: 'investor-directory/src/deal/fixture/deal.schema-1.json',
    collection: 'deal',
    prefix: 'deal',
    kinds: ['deal'],
    state: ({ centre, venture: ventureId, investor }) => ({ centreId: centre, ventureId, investorId: investor }),
    owned: ({ centre, venture: ventureId, investor }) => ({ parties: [centre, ventureId, investor] }),
  }),
  ...seedsOf({
    fixture: 'investor-directory/src/fund/fixture/fund.schema-1.json',
    collection: 'fund',
    prefix: 'fnd',
    kinds: ['fund'],
    state: ({ centre }) => ({ ownerId: centre, centreId: centre }),
    owned: ({ centre }) => ({ parties: [centre], open: true }),
  }),
  ...seedsOf({
    fixture: 'investor-directory/src/fund/fixture/fund.schema-1.json',
    collection: 'fund',
    prefix: 'fnd_body',
    kinds: ['fund'],
    state: ({ org }) => ({ ownerId: org, centreId: '' }),
    owned: ({ org }) => ({ parties: [org], open: true }),
  }),
  ...bodies(['fund_owner'], (id) => ({ parties: [id], open: true })),
  // The matrix uses the investor of the caller's side. It may have a deal with a shared venture, and with no other.
  ...SIDES.flatMap(([, side]) => [
    copy(
      ['venture.deal'],
      side.venture,
      { centre: side.centre },
      { centreId: side.centre, discoverable: false },
      'named_ventures',
    ),
    copy(
      ['venture.deal'],
      `${side.venture}_shown`,
      { centre: side.centre, orgs: [OWN.investor], open: true },
      { centreId: side.centre, everShared: true, discoverable: true },
      'named_ventures',
    ),
  ]),
];

const LEDGER: Seed[] = [
  ...seedsOf({
    fixture: 'outcome-ledger/src/outcome/fixture/outcome.schema-1.json',
    collection: 'outcome',
    prefix: 'out',
    kinds: ['outcome'],
    state: ({ centre }) => ({ aboutId: centre }),
    owned: ({ centre }) => ({ parties: [centre], open: true }),
  }),
  ...seedsOf({
    fixture: 'outcome-ledger/src/outcome/fixture/outcome.schema-1.json',
    collection: 'outcome',
    prefix: 'out_body',
    kinds: ['outcome'],
    state: ({ org }) => ({ aboutId: org }),
    owned: ({ org }) => ({ parties: [org], open: true }),
  }),
  ...bodies(['outcome_subject'], (id) => ({ parties: [id], open: true })),
];

const matchOf = ({ centre, venture: ventureId, investor }: Side, name: string): Seed => {
  const id = `mat_${name}`;
  const introduction = { id: `int_${name}`, state: 'REQUESTED', requestedAt: AT, meetings: [] };
  const pair = { id, ventureId, investorId: investor, centreId: centre, score: 7000, parts: [], proposedAt: AT };
  const state = { ...pair, state: 'ACCEPTED', declinedBy: 'SIDE_UNSPECIFIED', introduction };
  const doc = { _id: id, schema: 1, version: 3, state, outbox: [], lastChanges: [], changedAt: AT };
  return {
    kinds: ['match'],
    id,
    owned: { parties: [centre, ventureId, investor] },
    stored: { collection: 'match', doc },
  };
};
const INVESTOR_COPY = { name: NAME, type: 'VC', country: 'DE', active: true };

const MATCHING: Seed[] = SIDES.flatMap(([name, side]) => {
  const match = matchOf(side, name);
  return [
    match,
    { ...match, kinds: ['introduction'], id: `int_${name}` },
    copy(['party', 'side'], side.venture, venture(side), { centreId: side.centre }),
    copy([], side.investor, {}, INVESTOR_COPY, 'investors'),
  ];
});

const ofPerson = (collection: string, prefix: string, kind: string, rest: (side: Side) => object): Seed[] =>
  SIDES.map(([name, side]) => ({
    kinds: [kind],
    id: `${prefix}_${name}`,
    owned: { subject: side.subject },
    stored: { collection, doc: { _id: `${prefix}_${name}`, version: 1, changedAt: AT, createdAt: AT, ...rest(side) } },
  }));

/** What a notice says, whoever gets it. */
export const told = {
  template: 'event',
  about: {},
  eventType: 'naru.investor.deal.confirmed.v1',
  eventId: 'evt',
  readAt: null,
};

const NOTIFICATION: Seed[] = [
  ...seedsOf({
    fixture: 'notification/src/webhook/fixture/webhook.schema-1.json',
    collection: 'webhook',
    prefix: 'whk',
    kinds: ['webhook'],
    state: ({ org }) => ({ owner: org, ids: [org], state: 'DISABLED' }),
    owned: ({ org }) => ({ parties: [org] }),
  }),
  ...ofPerson('subscription', 'sub', 'subscription', ({ subject }) => ({
    ...{ owner: subject, recipient: `subject:${subject}`, ids: [], seesAll: false, eventTypes: [], scope: '' },
    ended: false,
  })),
  ...ofPerson('notification', 'ntf', 'notification', ({ subject }) => ({ ...told, recipient: `subject:${subject}` })),
  ...SIDES.map(
    ([name, { centre }]): Seed => ({
      kinds: ['notification'],
      id: `ntf_centre_${name}`,
      owned: { parties: [centre] },
      stored: {
        collection: 'notification',
        doc: { _id: `ntf_centre_${name}`, ...told, recipient: centre, createdAt: AT, aggregateId: 'deal_x' },
      },
    }),
  ),
];

const withNamed = (context: string, seeds: readonly Seed[]): Seed[] => {
  const known = [...seeds, ...knownSides(context, [OWN, FOREIGN])];
  return [...known, ...namedByExamples(context, known)];
};

/** By context, whose service is called. */
export const SEEDS: Readonly<Record<string, readonly Seed[]>> = {
  registry: REGISTRY,
  investor: withNamed('investor', INVESTOR),
  ledger: withNamed('ledger', LEDGER),
  matching: withNamed('matching', MATCHING),
  notification: NOTIFICATION,
  program: withNamed('program', PROGRAM),
};
