/** Funds and published outcomes of a network file. */
import { z } from 'zod';
import { type Bring, type Resource, requestId, sourceOf } from './bring.ts';
import { count, day, id, source, text, won } from './shapes.ts';

export const fund = z.strictObject({
  id,
  owner: id,
  name: text,
  purpose: text.optional(),
  sizeKrw: won,
  through: day.optional(),
  ...source,
});

export const outcome = z.strictObject({
  id,
  about: id,
  indicator: z.string(),
  from: day,
  through: day,
  value: count,
  origin: z.enum(['ARTICLE', 'PAGE', 'REPORT']),
  ...source,
});

export const bringFund: Bring<z.infer<typeof fund>> = async ({ owner, ...row }, { api, idOf }) => {
  const { id: fileId, fictional, refs, ...details } = row;
  const body = {
    ownerId: idOf(owner),
    details,
    source: sourceOf({ id: fileId, fictional, refs }),
    requestId: requestId(fileId),
  };
  return (await api.post<Resource>('/v1/funds', body)).id;
};

export const bringOutcome: Bring<z.infer<typeof outcome>> = async ({ about, ...row }, { api, idOf }) => {
  const { id: fileId, fictional, refs, ...figure } = row;
  const body = {
    ...figure,
    aboutId: idOf(about),
    source: sourceOf({ id: fileId, fictional, refs }),
    requestId: requestId(fileId),
  };
  return (await api.post<Resource>('/v1/outcomes', body)).id;
};
