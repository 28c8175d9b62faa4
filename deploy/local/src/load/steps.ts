import { onceKnown } from './api.ts';
import { type Bring, ifGiven, type Resource, requestId, sourceOf } from './bring.ts';
import { bringCohort } from './cohorts.ts';
import { bringFund, bringOutcome } from './figures.ts';
import type { NetworkFile } from './network-file.ts';
import { bringVisit, bringVisitCoverage } from './visits.ts';

export interface Step {
  section: Exclude<keyof NetworkFile, 'name' | 'plan'>;
  bring: Bring<never>;
}

type Row<S extends Step['section']> = NetworkFile[S][number];

const bringOrganisation: Bring<Row<'organisations'>> = async ({ name, country, brn, ...row }, { api }) =>
  (
    await api.post<Resource>('/v1/organisations', {
      name,
      country,
      brn,
      source: sourceOf(row),
      requestId: requestId(row.id),
    })
  ).id;

const bringCentre: Bring<Row<'centres'>> = async ({ leadHost, coHosts, fictional, refs, ...row }, { api, idOf }) => {
  await api.post('/v1/centres', {
    ...row,
    leadHostId: idOf(leadHost),
    source: sourceOf({ id: row.id, fictional, refs }),
    requestId: requestId(row.id),
  });
  for (const { organisation, from } of coHosts) {
    await api.post(`/v1/centres/${row.id}:addHost`, {
      organisationId: idOf(organisation),
      role: 'CO',
      from,
    });
  }
  return row.id;
};

const bringVenture: Bring<Row<'ventures'>> = async (
  { id, centre, brn, state, fictional, refs, ...profile },
  { api },
) => {
  const body = {
    centreId: centre,
    brn,
    profile,
    source: sourceOf({ id, fictional, refs }),
    requestId: requestId(id),
  };
  const venture = await api.post<Resource & { consents: unknown[] }>('/v1/ventures', body);
  const path = `/v1/ventures/${venture.id}`;
  if (state === 'DRAFT' || venture.state !== 'DRAFT') return venture.id;
  await api.post(`${path}:verify`, {});
  if (state === 'VERIFIED') return venture.id;
  await api.post(`${path}:giveConsent`, { purpose: 'SHARE_WITH_NETWORK' });
  await api.post(`${path}:publish`, {});
  return venture.id;
};

const bringInvestor: Bring<Row<'investors'>> = async (
  { id, name, type, country, lei, mandate, fictional, refs },
  { api },
) => {
  const body = { name, type, country, lei, source: sourceOf({ id, fictional, refs }), requestId: requestId(id) };
  const investor = await api.post<Resource>('/v1/investors', body);
  if (investor.state !== 'INVITED') return investor.id;
  if (mandate) await api.post(`/v1/investors/${investor.id}:setMandate`, { mandate });
  await api.post(`/v1/investors/${investor.id}:verify`, {});
  return investor.id;
};

const bringProgramme: Bring<Row<'programmes'>> = async ({ owner, ...row }, { api, idOf }) => {
  const { id, fictional, refs, ...rest } = row;
  const body = {
    ...rest,
    ownerId: idOf(owner),
    source: sourceOf({ id, fictional, refs }),
    requestId: requestId(id),
  };
  return (await api.post<Resource>('/v1/programmes', body)).id;
};

const bringEvent: Bring<Row<'events'>> = async ({ id, programme, held, fictional, refs, ...rest }, { api, idOf }) => {
  const body = {
    ...rest,
    programmeId: ifGiven(programme, idOf),
    source: sourceOf({ id, fictional, refs }),
    requestId: requestId(id),
  };
  const event = await api.post<Resource>('/v1/events', body);
  if (held && event.state !== 'HELD') await api.post(`/v1/events/${event.id}:hold`, {});
  return event.id;
};

const bringRound: Bring<Row<'rounds'>> = async (
  { id, programme, event, applications, fictional, refs, ...rest },
  { api, idOf },
) => {
  const body = {
    ...rest,
    programmeId: idOf(programme),
    eventId: ifGiven(event, idOf),
    source: sourceOf({ id, fictional, refs }),
    requestId: requestId(id),
  };
  const round = await api.post<Resource>('/v1/rounds', body);
  for (const { venture, putForwardBy } of applications) {
    const application = {
      roundId: round.id,
      ventureId: idOf(venture),
      putForwardBy: ifGiven(putForwardBy, idOf),
      requestId: requestId(`${id}/${venture}`),
    };
    await onceKnown(() => api.post('/v1/applications', application));
  }
  return round.id;
};

const DEAL_STAGES = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED', 'VOIDED'];

const bringDeal: Bring<Row<'deals'>> = async (row, { api, idOf }) => {
  const { id, venture, investor, event, edition = 0, stage, amountKrw, confirmedOn, dropReason } = row;
  const body = {
    ventureId: idOf(venture),
    investorId: idOf(investor),
    origin: ifGiven(event, (origin) => ({ id: idOf(origin), edition })),
    source: sourceOf(row),
    requestId: requestId(id),
  };
  const deal = await onceKnown(() => api.post<Resource & { stage: string }>('/v1/deals', body));
  const path = `/v1/deals/${deal.id}`;
  const reached = DEAL_STAGES.indexOf(deal.stage);
  const reason = 'as recorded in the network file';
  if (stage === 'DROPPED' && reached < 2) await api.post(`${path}:drop`, { reason: dropReason ?? reason });
  if (stage === 'DROPPED' || stage === 'INTEREST') return deal.id;
  if (reached < 1) await api.post(`${path}:startNegotiation`, { amountKrw });
  if (stage === 'CONFIRMED' && reached < 2)
    for (const side of ['VENTURE', 'INVESTOR'])
      await api.post(`${path}:confirm`, { amountKrw, confirmedOn, side, reason });
  return deal.id;
};

/** Stages in the order in which they depend on each other. Within a stage nothing depends on anything else. */
export const STAGES: readonly (readonly Step[])[] = [
  [{ section: 'organisations', bring: bringOrganisation }],
  [{ section: 'centres', bring: bringCentre }],
  [
    { section: 'ventures', bring: bringVenture },
    { section: 'investors', bring: bringInvestor },
    { section: 'programmes', bring: bringProgramme },
    { section: 'visits', bring: bringVisit },
    { section: 'visitCoverages', bring: bringVisitCoverage },
    { section: 'funds', bring: bringFund },
    { section: 'outcomes', bring: bringOutcome },
  ],
  [
    { section: 'cohorts', bring: bringCohort },
    { section: 'events', bring: bringEvent },
  ],
  [
    { section: 'rounds', bring: bringRound },
    { section: 'deals', bring: bringDeal },
  ],
];
