/** Visits of delegations in a network file, and the day until which a host's visits are complete. */
import { z } from 'zod';
import { type Bring, type Resource, requestId, sourceOf } from './bring.ts';
import { day, id, source, text } from './shapes.ts';

export const visit = z.strictObject({
  id,
  host: id,
  name: text,
  country: z.string(),
  level: z.string(),
  startDate: day,
  endDate: day.optional(),
  agenda: text.optional(),
  state: z.enum(['REQUESTED', 'CONFIRMED', 'COMPLETED']),
  ...source,
});

export const visitCoverage = z.strictObject({ id, host: id, from: day, through: day });

export const bringVisit: Bring<z.infer<typeof visit>> = async (row, { api, idOf }) => {
  const { id: fileId, host, state, fictional, refs, ...details } = row;
  const body = {
    hostId: idOf(host),
    details,
    source: sourceOf({ id: fileId, fictional, refs }),
    requestId: requestId(fileId),
  };
  if (state === 'COMPLETED') return (await api.post<Resource>('/v1/visits:record', body)).id;
  const made = await api.post<Resource>('/v1/visits', body);
  if (state === 'CONFIRMED' && made.state === 'REQUESTED') await api.post(`/v1/visits/${made.id}:confirm`, {});
  return made.id;
};

export const bringVisitCoverage: Bring<z.infer<typeof visitCoverage>> = async (
  { host, from, through },
  { api, idOf },
) =>
  (
    await api.post<Resource>('/v1/visit-coverages', {
      hostId: idOf(host),
      from,
      through,
    })
  ).id;
