/** A programme with its phases, quotas and rules. `evolve` is the only function that changes it. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Form } from '@naru/contracts/program/v1/form';
import type { ExposureRule, Phase, Programme_Kind, ProgrammeQuota } from '@naru/contracts/program/v1/programme';

export interface Programme {
  id: string;
  name: LocalizedText;
  /** An organisation or a centre of startup-registry. */
  ownerId: string;
  kind: Programme_Kind;
  phases: Phase[];
  quota: ProgrammeQuota;
  exposure: ExposureRule | undefined;
  /** The form of its rounds, unless a round has its own. */
  form: Form | undefined;
  /** The template that it was made from; empty for none. */
  templateId: string;
  source: Source | undefined;
}

/** The fields that may change later. */
export type Changes = Partial<Pick<Programme, 'name' | 'phases' | 'quota' | 'exposure' | 'form'>>;

export type ProgrammeEvent =
  | { type: 'ProgrammeCreated'; programme: Programme }
  | { type: 'ProgrammeUpdated'; changes: Changes };

/** Never throws: events have already happened. */
export const evolve = (programme: Programme | null, event: ProgrammeEvent): Programme | null => {
  switch (event.type) {
    case 'ProgrammeCreated':
      return event.programme;
    case 'ProgrammeUpdated':
      return programme && { ...programme, ...event.changes };
  }
};

/**
 * The number of teams that a round of the phase selects. Numbers of the phase override those of the programme. 0 means
 * no limit.
 */
export function teamsOf({ quota, phases }: Programme, phase: number): { teamsMax: number; teamsMin: number } {
  const own = phases.find(({ number }) => number === phase);
  return { teamsMax: own?.teamsMax || quota.teamsMax, teamsMin: own?.teamsMin || quota.teamsMin };
}

/** The phase whose rules apply to a round, if the programme has phases. */
export const phaseOf = ({ phases }: Programme, number: number): Phase | undefined =>
  phases.find((phase) => phase.number === number);
