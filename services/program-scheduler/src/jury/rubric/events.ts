/** Events of a rubric: its whole state after every change, without the texts, which may be too long for an event. */
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

/** A criterion without its texts: its weight and its scale. */
export const bare = (criterion: Criterion): Criterion => ({ ...criterion, name: undefined, description: undefined });
