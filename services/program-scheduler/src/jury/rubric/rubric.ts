/** A rubric and its versions. `evolve` is the only function that changes it. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Criterion as CriterionMessage } from '@naru/contracts/program/v1/rubric';

export type Criterion = CriterionMessage & { name: LocalizedText; scaleMin: number };

export interface RubricVersion {
  /** From 1. */
  number: number;
  criteria: readonly Criterion[];
  /** A judging uses it. Scores may refer to it, so it never changes again. */
  used: boolean;
}

export interface Rubric {
  id: string;
  name: LocalizedText;
  /** Never empty. Only the last version may be unused. */
  versions: readonly RubricVersion[];
}

export type RubricEvent =
  | { type: 'RubricCreated'; rubric: Rubric }
  | { type: 'RubricUpdated'; version: RubricVersion }
  | { type: 'RubricUsed' };

export const newestOf = ({ versions }: Rubric): RubricVersion => versions.at(-1) as RubricVersion;

/** Never throws: events have already happened. */
export const evolve = (rubric: Rubric | null, event: RubricEvent): Rubric | null => {
  switch (event.type) {
    case 'RubricCreated':
      return event.rubric;
    case 'RubricUpdated': {
      const { version } = event;
      return (
        rubric && {
          ...rubric,
          versions: [...rubric.versions.filter(({ number }) => number !== version.number), version],
        }
      );
    }
    case 'RubricUsed':
      return rubric && { ...rubric, versions: [...rubric.versions.slice(0, -1), { ...newestOf(rubric), used: true }] };
  }
};

/** Scores weighted by the rubric, 0–100: each criterion's share of its scale. Every criterion must have its score. */
export const weightedOf = (criteria: readonly Criterion[], scoreOf: (criterionId: string) => number): number =>
  criteria.reduce(
    (sum, { id, weight, scaleMin, scaleMax }) => sum + (weight * (scoreOf(id) - scaleMin)) / (scaleMax - scaleMin),
    0,
  );
