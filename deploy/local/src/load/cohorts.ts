/** Cohorts of a network file, with their teams. */
import { z } from 'zod';
import { onceKnown } from './api.ts';
import { type Bring, type Resource, requestId, sourceOf, type Tools } from './bring.ts';
import { day, id, source, text } from './shapes.ts';

/** A published count; it is never computed from the listed teams. */
const published = z.strictObject({
  value: z.int(),
  approx: z.boolean().optional(),
  asOf: day.optional(),
  source: z.enum(['ARTICLE', 'PAGE', 'REPORT']),
  refs: z.array(z.string()).default([]),
});

export const cohort = z.strictObject({
  id,
  programme: id,
  centre: id,
  name: text,
  seats: z.int(),
  durationMonths: z.int().optional(),
  selectedOn: day.optional(),
  topics: z.array(z.string()).default([]),
  teams: published.optional(),
  applicants: published.optional(),
  /** Its teams, in the order of their seats. */
  residents: z.array(id).default([]),
  /** The day they joined; today if omitted. */
  residentsSince: day.optional(),
  ...source,
});

export const bringCohort: Bring<z.infer<typeof cohort>> = async (row, { api, idOf }) => {
  const {
    id: fileId,
    programme,
    centre,
    teams,
    applicants,
    residents,
    residentsSince,
    fictional,
    refs,
    ...details
  } = row;
  const body = {
    programmeId: idOf(programme),
    centreId: centre,
    details: {
      ...details,
      reportedTeams: teams,
      reportedApplicants: applicants,
    },
    source: sourceOf({ id: fileId, fictional, refs }),
    requestId: requestId(fileId),
  };
  const made = await api.post<Resource>('/v1/cohorts', body);
  if (residents.length > 0 && made.state === 'PLANNED') await api.post(`/v1/cohorts/${made.id}:start`, {});
  // One after the other: seats are given in the order of joining.
  for (const venture of residents)
    await bringResident({ venture, cohort: made.id, fileId, since: residentsSince }, { api, idOf });
  return made.id;
};

async function bringResident(
  {
    venture,
    cohort,
    fileId,
    since,
  }: { venture: string; cohort: string; fileId: string; since: z.infer<typeof day> | undefined },
  { api, idOf }: Tools,
): Promise<void> {
  const wish = {
    cohortId: cohort,
    ventureId: idOf(venture),
    source: sourceOf({ id: `${fileId}/${venture}`, fictional: true }),
    requestId: requestId(`${fileId}/${venture}`),
  };
  const residency = await onceKnown(() => api.post<Resource>('/v1/residencies', wish));
  if (residency.state === 'APPLIED') await api.post(`/v1/residencies/${residency.id}:admit`, { startedOn: since });
}
