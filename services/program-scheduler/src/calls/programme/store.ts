/** The collection of programmes. */
import { ListProgrammesRequest, Phase, ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Programme, type ProgrammeEvent } from './programme.ts';
import { refuse } from './texts.ts';

export type ProgrammeStore = AggregateStore<Programme, ProgrammeEvent, ListProgrammesRequest>;

export const programmeStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): ProgrammeStore =>
  aggregateStore<Programme, ProgrammeEvent, ListProgrammesRequest>(
    {
      db,
      noun: 'programme',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => refuse('external_id_taken'),
      },
      list: {
        request: ListProgrammesRequest,
        filters: {
          ownerId: 'state.ownerId',
          kind: 'state.kind',
        },
        reach: 'all',
        orders: { name_ko: 'state.name.ko', name_en: 'state.name.en' },
      },
    },
    relay,
  );

/** Shape 2 has teams of phases, the exposure rule, forms and templates. */
export const fromSchema1 = (
  old: Omit<Programme, 'phases' | 'quota'> & { phases: Partial<Phase>[]; quota: Partial<ProgrammeQuota> },
): Programme => ({
  ...old,
  phases: old.phases.map((phase) => Phase.fromPartial(phase)),
  quota: ProgrammeQuota.fromPartial(old.quota),
  exposure: undefined,
  form: undefined,
  templateId: '',
});
