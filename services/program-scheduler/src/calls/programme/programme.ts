/** A programme with its phases, quotas and rules, and the one place it changes. */
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
  /** What its rounds ask, unless a round asks its own. */
  form: Form | undefined;
  /** The template it was made from; empty for none. */
  templateId: string;
  source: Source | undefined;
}

/** What may change later. */
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

/** How many teams a round of the phase selects: the phase's numbers go before the programme's. 0 is no limit. */
export function teamsOf({ quota, phases }: Programme, phase: number): { teamsMax: number; teamsMin: number } {
  const own = phases.find(({ number }) => number === phase);
  return { teamsMax: own?.teamsMax || quota.teamsMax, teamsMin: own?.teamsMin || quota.teamsMin };
}

/** The phase whose rules bind a round, if the programme has phases. */
export const phaseOf = ({ phases }: Programme, number: number): Phase | undefined =>
  phases.find((phase) => phase.number === number);
