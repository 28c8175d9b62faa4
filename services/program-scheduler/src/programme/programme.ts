/** A programme with its phases and quotas. Created once, never changed so far. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Phase, ProgrammeKind, ProgrammeQuota } from '@naru/contracts/program/v1/programme';

export interface Programme {
  id: string;
  name: LocalizedText;
  /** An organisation or a centre of startup-registry. */
  ownerId: string;
  kind: ProgrammeKind;
  phases: Phase[];
  quota: ProgrammeQuota;
  source: Source | undefined;
}

export type ProgrammeEvent = { type: 'ProgrammeCreated'; programme: Programme };

export const evolve = (_: Programme | null, event: ProgrammeEvent): Programme => event.programme;

/** A programme is created once. */
export const createProgramme = (existing: Programme | null, programme: Programme): ProgrammeEvent[] =>
  existing ? [] : [{ type: 'ProgrammeCreated', programme }];

/** The phase whose rules bind a round, if the programme has phases. */
export const phaseOf = ({ phases }: Programme, number: number): Phase | undefined =>
  phases.find((phase) => phase.number === number);
