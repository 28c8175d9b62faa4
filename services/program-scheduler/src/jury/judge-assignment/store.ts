/** The collection of assignments of judges: one for a round, with an id derived from the round id. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { publish, snapshot } from './events.ts';
import { evolve, type JudgeAssignment, type JudgeAssignmentEvent } from './judge-assignment.ts';

export type JudgeAssignmentStore = AggregateStore<JudgeAssignment, JudgeAssignmentEvent>;

export const assignmentId = (roundId: string): string => derivedId('asg', 'judge_assignment', roundId);

export const judgeAssignmentStore = ({ db, relay }: Host): JudgeAssignmentStore =>
  aggregateStore<JudgeAssignment, JudgeAssignmentEvent>(
    { db, noun: 'judge_assignment', schema: 1, evolve, publish, snapshot },
    relay,
  );
