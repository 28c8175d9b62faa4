/** Programmes over the wire. */
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { pageById } from '@naru/kit/page';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '../standards/text.ts';
import { createProgramme, type Programme } from './programme.ts';
import { requirePhases, requireQuota } from './rules.ts';
import { type ProgrammeStore, toProto } from './store.ts';

type ProgrammeRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'createProgramme' | 'getProgramme' | 'listProgrammes'
>;

export const programmeRpcs = (programmes: ProgrammeStore): ProgrammeRpcs => ({
  createProgramme: async ({ name, ownerId, kind, phases, quota, source }, call) => {
    const programme: Programme = {
      id: call.newId('prg'),
      name: requireText('name', name),
      ownerId,
      kind,
      phases: requirePhases('phases', phases),
      quota: requireQuota('quota', quota),
      source,
    };
    const { state, version } = await programmes.change(
      programme.id,
      (existing) => createProgramme(existing, programme),
      call,
    );
    return toProto(state, version);
  },
  getProgramme: async ({ id }) => {
    const found = await programmes.find(id);
    if (!found) throw notFound('programme', id);
    return toProto(found.state, found.version);
  },
  listProgrammes: async ({ pageSize, pageToken }) => {
    const { items, nextPageToken } = await pageById(
      { size: pageSize, token: pageToken, question: 'programmes' },
      (after, limit) =>
        programmes.collection
          .find(after ? { _id: { $gt: after } } : {})
          .sort({ _id: 1 })
          .limit(limit)
          .toArray(),
    );
    const found = items.map((doc) => programmes.snapshotOf(doc));
    return { programmes: found.map(({ state, version }) => toProto(state, version)), nextPageToken };
  },
});
