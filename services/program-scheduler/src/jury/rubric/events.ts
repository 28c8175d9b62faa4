/** What the network hears of a rubric: the whole of it after every change, but for the words, which may be long. */
import { RubricCreated, RubricSnapshot, RubricUpdated, RubricUsed } from '@naru/contracts/program/v1/judging_events';
import type { Criterion, Rubric as RubricMessage } from '@naru/contracts/program/v1/rubric';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Rubric, RubricEvent } from './rubric.ts';

const CODECS = { RubricCreated, RubricUpdated, RubricUsed };

export const publish = ({ type }: RubricEvent, rubric: Rubric): Outgoing =>
  outgoing(CODECS[type], { rubric: told(rubric) });

export const snapshot = (rubric: Rubric): Outgoing => outgoing(RubricSnapshot, { rubric: told(rubric) });

const told = (rubric: Rubric): RubricMessage => {
  const message = toProto(rubric);
  return { ...message, versions: message.versions.map((one) => ({ ...one, criteria: one.criteria.map(bare) })) };
};

/** A criterion without its words: by what it weighs and how it is scored. */
export const bare = (criterion: Criterion): Criterion => ({ ...criterion, name: undefined, description: undefined });
