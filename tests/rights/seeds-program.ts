/** The objects of program-scheduler, with their owners. */
import { FOREIGN, OWN } from './owners.ts';
import { AT, bodies, body, copy, NAME, program, type Seed, SIDES, team, venture } from './shapes.ts';

/** The event in the example of GetPartySchedule. */
const EVENT = 'evt_01jz8q4w5e6r7t8y9u0p1a2s3d';
const TEMPLATE = { kind: 'EXHIBITION', phases: [] };

/** The participants of the fixture's timetable, whom examples name. */
const TAKING_PART = ['ven_01h455vb4pex5vsknk084sn02q', 'inv_01h455vb4pex5vsknk084sn02q'];

/** Two more participants of a timetable and their meeting, in the form of its fixture. */
const meetingOf = (firstPartyId: string, secondPartyId: string) => ({
  participants: [...TAKING_PART, firstPartyId, secondPartyId].map((partyId) => ({
    ...{ partyId, unavailableSlotIds: [], minimum: 0, maximum: 0, session: 'ANY', awaySlotIds: [] },
  })),
  meetings: [
    {
      ...{ id: 'mtg_seed', introductionId: '', centreId: '', firstPartyId, secondPartyId, session: 'ANY', priority: 0 },
      ...{ lock: null, place: null, reason: null, fallen: false },
    },
  ],
});

export const PROGRAM: readonly Seed[] = [
  ...bodies(['owner', 'centre'], (id) => ({ centre: id, open: true })),
  ...bodies(['host'], (id) => ({ parties: [id], open: true })),
  ...SIDES.flatMap(([, { venture, org, centre }]) => [
    body(['party'], venture, { centre, orgs: [venture] }),
    body(['party'], org, { orgs: [org] }),
  ]),
  ...SIDES.flatMap(([name, side]) =>
    ['PRIVATE', 'SHARED'].map((state): Seed => {
      const id = `tpl_${name}_${state.toLowerCase()}`;
      const doc = { _id: id, schema: 1, version: 1, outbox: [], lastChanges: [], changedAt: AT };
      return {
        kinds: ['template'],
        id,
        owned: { centre: side.centre, open: state === 'SHARED' },
        stored: {
          collection: 'template',
          doc: { ...doc, state: { id, name: NAME, centreId: side.centre, state, ...TEMPLATE } },
        },
      };
    }),
  ),
  ...SIDES.flatMap(([, side]) => [
    copy(['venture'], side.venture, venture(side), { centreId: side.centre, hidden: false }),
    copy(
      ['venture'],
      `${side.venture}_shown`,
      { centre: side.centre, orgs: [`${side.venture}_shown`], open: true },
      {
        centreId: side.centre,
        everShared: true,
        hidden: false,
        profile: { name: NAME, sectors: ['IOT'], stage: 'SEED' },
      },
    ),
  ]),
  ...program('calls/programme', {
    prefix: 'prg',
    kinds: ['programme'],
    state: ({ centre }) => ({ ownerId: centre }),
    owned: ({ centre }) => ({ centre, open: true }),
  }),
  ...program('calls/event', {
    prefix: 'evt',
    kinds: ['event'],
    state: (side) => ({ programmeId: side === OWN ? 'prg_own' : 'prg_foreign' }),
    owned: ({ centre }) => ({ centre, open: true }),
  }),
  ...program('calls/round', {
    prefix: 'rnd',
    kinds: ['round'],
    state: (side) => ({ programmeId: side === OWN ? 'prg_own' : 'prg_foreign', eventId: '' }),
    owned: ({ centre }) => ({ centre, open: true }),
  }),
  ...program('calls/application', {
    prefix: 'app',
    kinds: ['application'],
    state: (side) => ({ ...team(side), roundId: 'rnd_own', putForwardBy: side.org }),
    owned: venture,
  }),
  ...program(
    'calendars/calendar',
    {
      prefix: 'cal',
      kinds: ['calendar_feed'],
      state: ({ subject }) => ({ subject, owner: { kind: 'PERSON', id: '' } }),
      owned: ({ subject }) => ({ subject }),
      keys: (_, id) => ({ digest: id }),
    },
    'calendar',
  ).map((seed) => ({ ...seed, stored: seed.stored && { ...seed.stored, collection: 'calendar_feed' } }) as Seed),
  ...program('incubation/cohort', {
    prefix: 'coh',
    kinds: ['cohort'],
    state: ({ centre }) => ({ centreId: centre }),
    owned: ({ centre }) => ({ centre, open: true }),
  }),
  ...program('incubation/residency', { prefix: 'res', kinds: ['residency'], state: team, owned: venture }),
  ...program('incubation/mentor', {
    prefix: 'mnt',
    kinds: ['mentor'],
    state: ({ centre, subject }) => ({ centreId: centre, subject }),
    owned: ({ centre, subject }) => ({ centre, subject, open: true }),
  }),
  ...program('incubation/mentoring', {
    prefix: 'mse',
    kinds: ['mentoring_session'],
    state: team,
    owned: (side) => ({ ...venture(side), subject: side.subject }),
  }),
  ...program('incubation/office-hour', {
    prefix: 'ofh',
    kinds: ['office_hour'],
    state: (side, id) => ({ ...team(side), mentorId: `mnt_${id}` }),
    owned: (side) => ({ ...venture(side), subject: side.subject, open: true }),
  }),
  ...program('incubation/office-hour-request', {
    prefix: 'ohr',
    kinds: ['office_hour_request'],
    state: team,
    owned: venture,
  }),
  ...program('incubation/case', {
    prefix: 'cas',
    kinds: ['case', 'case.at_desk'],
    state: ({ centre, venture: ventureId }) => ({ centreId: centre, ventureId, deskId: centre, handOffs: [] }),
    owned: ({ centre, venture: ventureId }) => ({ parties: [centre, ventureId] }),
  }),
  ...program('jury/judge', {
    prefix: 'jud',
    kinds: ['judge'],
    state: ({ subject }) => ({ subject }),
    owned: ({ subject }) => ({ subject }),
    keys: ({ subject }) => ({ subject }),
  }),
  ...program('jury/review', {
    prefix: 'rev',
    kinds: ['review'],
    state: ({ subject }, id) => ({ subject, applicationId: `app_${id}`, judgeId: `jud_${id}` }),
    owned: ({ subject }) => ({ subject }),
  }),
  ...program('meetings/timetable', {
    prefix: 'tmt',
    kinds: ['timetable'],
    state: ({ centre, venture: ventureId, investor }) => ({ centreId: centre, ...meetingOf(ventureId, investor) }),
    owned: ({ centre }) => ({ centre }),
  }),
  // A participant who meets an investor but may not know its name: a hub.
  ...program('meetings/meeting', {
    prefix: 'mtg',
    kinds: [],
    state: ({ org }) => ({ eventId: EVENT, firstPartyId: org, secondPartyId: FOREIGN.investor, state: 'SCHEDULED' }),
    owned: () => ({}),
  }),
  ...program('visits/visit', {
    prefix: 'vis',
    kinds: ['visit', 'visit.owed'],
    state: ({ centre }) => ({ hostId: centre, centreId: centre, state: 'REQUESTED', obligations: [] }),
    owned: ({ centre }) => ({ parties: [centre] }),
  }),
];
