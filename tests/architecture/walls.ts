/** The allowed imports, as data. An exception is a line here with its reason, never a change of a rule. */

/** Files at the top of a service's src. They wire the nouns, or the wings if there are any. */
export const WIRING = new Set(['main.ts', 'service.ts', 'config.ts']);

/** The only file of a wing that stands beside its nouns: it joins them and is the wing's interface to the service. */
export const WING_WIRING = 'wiring.ts';

/** The folder of a service for its read copies of other services' aggregates, kept up to date by their events. */
export const COPIES = 'copies';

/**
 * Services with more than a dozen nouns have wings, one for each gRPC service: service → wing → the lower wings whose
 * nouns its wiring.ts may import, besides those that its own nouns import. No lower wing imports a higher one.
 */
export const WINGS: Readonly<Record<string, Readonly<Record<string, { wires: readonly string[] }>>>> = {
  'program-scheduler': {
    calls: { wires: ['copies'] },
    jury: { wires: ['calls', 'copies'] },
    council: { wires: ['calls', 'jury', 'copies'] },
    meetings: { wires: ['calls', 'copies'] },
    incubation: { wires: ['copies'] },
    visits: { wires: [] },
    calendars: { wires: ['calls', 'incubation', 'visits', 'meetings'] },
  },
};

/** Packages for everybody, with the list of their allowed imports. */
export const SOLVERS: Readonly<Record<string, { packages: readonly string[]; types: readonly string[] }>> = {
  'libs/solving': { packages: ['highs', 'node:diagnostics_channel', 'node:worker_threads'], types: [] },
  'libs/timetable-solver': { packages: ['@naru/solving', 'node:worker_threads'], types: [] },
  'libs/assignment-solver': { packages: ['@naru/solving', 'node:worker_threads'], types: [] },
  'libs/korean': { packages: ['es-hangul', 'libphonenumber-js'], types: [] },
  'libs/score-model': { packages: ['@naru/solving', 'node:worker_threads'], types: ['@naru/contracts'] },
};

/** A folder that all nouns of a service share: formats and check digits of external standards. Pure. */
export const STANDARDS = 'standards';

/** Services that do not consist of nouns. */
export const WITHOUT_NOUNS: Readonly<Record<string, string>> = {
  gateway: 'it owns no noun: it is made of steps that every request takes',
};

/** Wings (or nouns of a service without wings) that import a neighbour: service/unit → neighbour → the reason. */
export const NEIGHBOURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'matching-engine/score': {
    copies: 'a score is about two parties, as the copies have them; the room has no state and is called by the others',
  },
  'matching-engine/match': {
    copies: 'whose a match is follows from whose its parties are',
    score: 'a match is proposed with the score and the reasons that the parties have then',
  },
  'matching-engine/run': {
    copies: 'a run reads every party',
    score: 'and scores every pair in a thread of its own',
    match: 'and leaves out the pairs of which one side has declined',
  },
  'investor-directory/deal': {
    investor: 'a deal begins only for an investor who exists, and of a kind that buys shares',
    copies: 'a deal names a venture that the directory has a copy of, and whose centre is a party to it',
  },
  'outcome-ledger/report': {
    copies: 'what the deals of the network add up to is counted from their copies',
  },
  'notification/notification': {
    audience: 'those whom an event concerns are told',
    copies: 'a text names its parties, and the centre of a venture is told with it',
    order: 'a reader of notices misses none, whichever replica stores it',
  },
  'notification/feed': {
    audience: 'a partner reads only the events that are for it',
    order: 'and misses none, whichever replica stores it',
  },
  'notification/delivery': {
    feed: 'what is sent are the events of the feed',
  },
  'notification/mail-address': {},
  'notification/mail': {
    'mail-address': 'a mail goes to an address as its person wishes',
    notification: 'and tells of a notice, in the words of the inbox',
  },
  'notification/subscription': {
    audience: 'an event is told only to those it is for',
    notification: 'what was asked for is told in the inbox',
  },
  'notification/webhook': {
    audience: 'an event is sent only to those it is for',
    feed: 'and is kept in the feed before it is sent',
    delivery: 'a webhook is a queue of deliveries, and room.ts puts the two together',
  },
  'program-scheduler/calls': {
    copies: 'an application is made by a venture that is shared with the network',
  },
  'program-scheduler/jury': {
    calls: 'what is judged are the applications of a round that takes no more of them',
    copies: 'and conflicts are found by deals, among other things',
  },
  'program-scheduler/council': {
    calls: 'a selection is about a round, within the quota of its programme, and its word reaches the applications',
    jury: 'by the order that judging gave, which its replay counts again',
  },
  'program-scheduler/calendars': {
    calls: 'what takes place stands in calendars, and so do deadlines',
    incubation: 'and the time of mentors, and what was held',
    visits: 'and visits at their host',
    meetings: 'and 1:1 meetings; of all of these it takes types alone',
  },
};

/** Functions that open a gRPC client: package → their names, `*` for all. A type opens nothing. */
export const CLIENT_PACKAGES: Readonly<Record<string, '*' | readonly string[]>> = {
  '@grpc/grpc-js': [
    'Client',
    'makeClientConstructor',
    'makeGenericClientConstructor',
    'loadPackageDefinition',
    '*',
    'default',
  ],
  'nice-grpc': '*',
  '@connectrpc/connect': '*',
  '@connectrpc/connect-node': '*',
};
/** The services that may open one. No library that services use may do it either. */
export const CALLERS: Readonly<Record<string, string>> = {
  gateway: 'it forwards every call of the contract; all others hear of each other by events alone',
};

/** Words of the domain. The kit must work for any other domain as well, so its code must not contain them. */
export const DOMAIN_WORDS = new Set(
  [
    'venture investor deal centre mandate introduction match matches matching referral linkage consortium programme',
    'cohort judge mentor hub ministry organisation patent technology cluster outcome ledger inbox',
    'webhook template portal startup council officer secretariat region sector stage ksic brn lei krw',
  ].flatMap((line) => line.split(' ')),
);

/** Places where the kit needs such a word anyway. */
export const DOMAIN_WORDS_ALLOWED: Readonly<Record<string, { words: string[]; why: string }>> = {
  'libs/kit/src/identity.ts': {
    words: ['centre', 'organisation'],
    why: 'what a grant can name is the one vocabulary all services share',
  },
  'libs/kit/src/bus.ts': {
    words: ['inbox'],
    why: 'NATS calls the subjects of answers so',
  },
  'libs/kit/src/reach.ts': {
    words: ['centre'],
    why: 'own_centre is a scope of the contract',
  },
};

/** Files with the name of a core file that are not the core of a noun. */
export const NOT_PURE: Readonly<Record<string, string>> = {
  'services/matching-engine/src/run/run.ts': 'the room of an operation: it has a thread and a collection, but no state',
};

/** The modules, or names from modules, whose values pure code may import: they depend only on their arguments. */
export const PURE_MODULES: Readonly<Record<string, '*' | readonly string[]>> = {
  '@naru/kit/civil-date': '*',
  '@naru/kit/rejection': ['Rejection', 'broken', 'invalidField', 'notFound', 'refusals', 'requireNone', 'together'],
  '@naru/kit/field-texts': ['fields'],
  '@naru/kit/kit-texts': ['kit'],
  '@naru/words/rejection': '*',
  '@naru/words/texts': '*',
  '@naru/words/external-id': '*',
  '@naru/words/text': '*',
  '@naru/words/countries': '*',
  '@naru/words/nouns': '*',
  '@naru/korean/business-number': '*',
  '@naru/korean/date': '*',
  '@naru/korean/date-range': '*',
  '@naru/korean/instant': '*',
  '@naru/korean/money': '*',
  '@naru/korean/particle': '*',
  '@naru/korean/won': '*',
  '@naru/kit/ids': ['derivedId'],
  '@naru/kit/text': '*',
  'node:crypto': ['createHash'],
  '@naru/contracts/common/v1/file': ['FileFacts'],
  '@naru/contracts': '*', // Read once from the compiled contract, and constant afterwards.
  '@bufbuild/protobuf': '*',
  '@bufbuild/protobuf/reflect': '*',
  'es-hangul': '*',
  'ipaddr.js': '*',
};
