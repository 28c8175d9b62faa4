/** Commands on the judging of a round. Pure: the present state and a command give events, or a refusal. */
import type { PanelRules } from '@naru/contracts/program/v1/judging';
import { fields } from '@naru/kit/field-texts';
import { type Fault, requireNone } from '@naru/words/rejection';
import type { Judging, JudgingEvent, Plan } from './judging.ts';
import { fault, known, refuse } from './texts.ts';

/** A round is judged once: by scores with a rubric and panels, or by votes without them. */
export function planJudging(existing: Judging | null, judging: Judging): JudgingEvent[] {
  if (existing) throw refuse('exists');
  requireNone(faultsIn(judging));
  return [{ type: 'JudgingPlanned', judging }];
}

/** A plan may change until the judging opens, except for its mode (scores or votes). */
export function updateJudging(
  judging: Judging | null,
  { roundId, plan }: { roundId: string; plan: Omit<Plan, 'mode'> },
): JudgingEvent[] {
  const { state, mode } = known(judging, roundId);
  if (state !== 'PLANNED') throw refuse('opened');
  requireNone(faultsIn({ ...plan, mode }));
  return [{ type: 'JudgingUpdated', plan: { ...plan, mode } }];
}

/** The judging opens after the round has closed, so that all applications are judged alike. */
export function startJudging(
  judging: Judging | null,
  { roundId, roundIsOpen, at }: { roundId: string; roundIsOpen: boolean; at: Date },
): JudgingEvent[] {
  const { state } = known(judging, roundId);
  if (state === 'OPEN') return [];
  if (state === 'CLOSED') throw refuse('closed');
  if (roundIsOpen) throw refuse('round_open');
  return [{ type: 'JudgingOpened', at }];
}

/** After the judging has closed, scores and votes that were not given are missing. */
export function closeJudging(judging: Judging | null, { roundId, at }: { roundId: string; at: Date }): JudgingEvent[] {
  const { state } = known(judging, roundId);
  if (state === 'PLANNED') throw refuse('not_open', { over: false });
  return state === 'CLOSED' ? [] : [{ type: 'JudgingClosed', at }];
}

/** The result is final once every review and every ballot is marked as closed. */
export const settleJudging = (judging: Judging | null): JudgingEvent[] =>
  judging?.state === 'CLOSED' && !judging.settled ? [{ type: 'JudgingSettled' }] : [];

/** All faults of a plan. */
function faultsIn({ mode, rubricId, panel }: Plan): Fault[] {
  if (mode === 'VOTES')
    return [...(rubricId ? [fault('rubricId', 'scores_only')] : []), ...(panel ? [fault('panel', 'scores_only')] : [])];
  return [
    ...(rubricId ? [] : [fields.fault('rubricId', 'required')]),
    ...(panel ? faultsOf(panel) : [fields.fault('panel', 'required')]),
  ];
}

/**
 * Refuses rules that no panel could keep. Rules that only the registered judges cannot keep are found by the
 * assignment.
 */
function faultsOf({ panelSize, loadMin, loadMax, ...least }: PanelRules): Fault[] {
  const sizes = ['marketExpertsMin', 'womenMin', 'centresMin', 'sameCentreMax'] as const;
  return [
    ...sizes
      .filter((size) => least[size] > panelSize)
      .map((size) => fault(`panel.${size}`, 'panel_size', { panelSize })),
    ...(loadMax > 0 && loadMin > loadMax ? [fault('panel.loadMin', 'loads', { loadMax })] : []),
  ];
}
