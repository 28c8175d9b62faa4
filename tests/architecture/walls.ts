/** Who may know whom. Data first: an exception is a line here with its reason, never a change of a rule. */

/** Files at the top of a service's src: they wire the nouns and may know all of them. */
export const WIRING = new Set([
  'main.ts',
  'service.ts',
  'config.ts',
  'adjudication.ts',
  'incubation.ts',
  'visits.ts',
  'calendars.ts',
  'timetabling.ts',
  'selecting.ts',
]);

/** A folder of every service that all its nouns share: formats and check digits laid down by others. Pure. */
export const STANDARDS = 'standards';

/** Services that are not made of nouns. */
export const WITHOUT_NOUNS: Readonly<Record<string, string>> = {
  gateway: 'it owns no noun: it is made of steps that every request takes',
};

/** Nouns that know a neighbour inside their service: service/noun → neighbour → why. */
export const NEIGHBOURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'matching-engine/score': {
    party: 'a score is about two parties; the room has no state and is called by the others',
  },
  'matching-engine/party': {
    score: 'a party that changes is put into the index at once, so that the next question finds it',
  },
  'matching-engine/match': {
    party: 'whose a match is follows from whose its parties are',
    score: 'a match is proposed with the score and the reasons that the parties have then',
  },
  'matching-engine/run': {
    party: 'a run reads every party',
    score: 'and scores every pair in a thread of its own',
    match: 'and leaves out the pairs of which one side has declined',
  },
  'investor-directory/deal': {
    investor: 'a deal begins only for an investor who exists, and of a kind that buys shares',
    venture: 'a deal names a venture that the directory has a copy of, and whose centre is a party to it',
  },
  'notification/subscription': {
    audience: 'an event is told only to those it is for',
    notification: 'what was asked for is told in the inbox',
  },
  'notification/webhook': {
    audience: 'an event is sent only to those it is for',
    delivery: 'a webhook is a queue of deliveries, and room.ts puts the two together',
  },
  'program-scheduler/application': {
    round: 'an application is made to a round that takes applications',
    venture: 'and by a venture that is shared with the network',
  },
  'program-scheduler/calendar': {
    event: 'what takes place stands in calendars',
    round: 'so do deadlines',
    visit: 'and visits at their host',
    'office-hour': 'and the time of mentors',
    mentoring: 'and what was held',
    meeting: 'and 1:1 meetings; of all of these it takes types alone',
  },
  'program-scheduler/office-hour': {
    rotation: 'free office hours are given out by the rotation; that room has no state',
  },
  'program-scheduler/candidate': {
    application: 'a candidate is an application as judging sees it, read from where those are kept',
  },
  'program-scheduler/conflict': {
    judge: 'a conflict is between a judge and an application; the room has no state and is called by the others',
    deal: 'and is found by deals, among other things',
  },
  'program-scheduler/judging': {
    rubric: 'a judging is by one version of a rubric, and keeps its criteria',
    round: 'and follows a round that takes no more applications',
    judge: 'its rules of panels are about judges',
  },
  'program-scheduler/review': {
    candidate: 'a review is of an application that is judged',
    judge: 'by a judge who is active',
    judging: 'within the plan of its judging, while that is open',
    rubric: 'and weighs scores as the rubric says',
    conflict: 'and nobody reviews against a conflict',
    'judge-assignment': 'judges who might sit on a panel are shown by their fit, as the assignment counts it',
  },
  'program-scheduler/judge-assignment': {
    'assignment-solver': 'panels are sought by the solver, which has no state and knows no noun',
    candidate: 'for the applications that are judged',
    judge: 'among judges',
    judging: 'by the rules of the plan',
    review: 'around the reviews that stand, and is applied by making more of them',
    conflict: 'and nobody is proposed against a conflict',
  },
  'program-scheduler/ballot': {
    candidate: 'a vote is about two applications that are judged',
    judge: 'a voter who is a judge is bound by what is known of them',
    judging: 'votes are taken while the judging is open',
    conflict: 'and not against a conflict',
  },
  'program-scheduler/ranking': {
    candidate: 'a ranking is of the applications that are judged',
    judging: 'by scores or by votes, as the plan says',
    review: 'from the scores of reviews',
    ballot: 'or the votes of ballots',
    'score-model': 'by the models, which have no state',
  },
  'program-scheduler/timetable': {
    'timetable-solver': 'a timetable is solved, repaired, checked and explained by the solver, which has no state',
  },
  'program-scheduler/choice': {
    'assignment-solver': 'constraints that a search does not answer go to the same solver, which is loaded there',
  },
  'program-scheduler/selection': {
    choice: 'teams are chosen under constraints, and ordered by exposure; that room has no state',
    round: 'a selection is about a round',
    programme: 'within the quota of its programme',
    candidate: 'and the applications that were judged',
    ranking: 'by the order that judging gave',
    'score-model': 'or, where scores are given, placed as judging would',
    review: 'its replay counts the reviews on record',
    ballot: 'and puts the votes on record together as a ballot does',
    application: 'its word reaches the applications, and its explanation is of one',
  },
  'program-scheduler/round': {
    programme: 'a round belongs to a programme and follows its rules',
  },
};

/** Modules of the kit by which one process calls another, and the services that may. */
export const CLIENT_MODULES = new Set(['libs/kit/src/client.ts', 'libs/kit/src/client-typed.ts']);
export const CALLERS: Readonly<Record<string, string>> = {
  gateway: 'it forwards every call of the contract; all others hear of each other by events alone',
};

/** Words of the domain. The kit would work for any other domain as well, so none of them may stand in its code. */
export const DOMAIN_WORDS = new Set(
  [
    'venture investor deal centre mandate introduction match matches matching referral linkage consortium programme',
    'cohort judge mentor hub ministry organisation patent technology cluster outcome ledger inbox',
    'webhook template portal startup council officer secretariat region sector stage ksic brn lei krw',
  ].flatMap((line) => line.split(' ')),
);

/** Where the kit has such words all the same. */
export const DOMAIN_WORDS_ALLOWED: Readonly<Record<string, { words: string[]; why: string }>> = {
  'libs/kit/src/identity.ts': {
    words: ['centre'],
    why: 'what a grant can name is the one vocabulary all services share',
  },
  'libs/kit/src/access.ts': {
    words: ['centre'],
    why: 'OWN_CENTRE is a scope of the contract',
  },
};

/** Files with a pure name that are not the heart of a noun. */
export const NOT_PURE: Readonly<Record<string, string>> = {
  'services/matching-engine/src/run/run.ts': 'the room of an operation: it has a thread and a collection, but no state',
};

/** What pure code may take by value: modules, or names of one, that answer from their arguments alone. */
export const PURE_MODULES: Readonly<Record<string, '*' | readonly string[]>> = {
  '@naru/kit/civil-date': '*',
  '@naru/kit/rejection': ['Rejection', 'invalidField', 'notFound'],
  '@naru/kit/ids': ['derivedId'],
  'node:crypto': ['createHash'],
  '@naru/contracts': '*', // Read once from the compiled contract, and the same ever after.
  '@bufbuild/protobuf': '*',
  '@bufbuild/protobuf/reflect': '*',
  'ipaddr.js': '*',
};
