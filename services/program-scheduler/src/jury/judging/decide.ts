/** What may be done with the judging of a round. Pure: the present state and a command give events, or a refusal. */
import type { PanelRules } from '@naru/contracts/program/v1/judging';
import { invalidField, notFound, Rejection, refusals } from '@naru/kit/rejection';
import type { Judging, JudgingEvent, Plan } from './judging.ts';

const { invalid, rule } = refusals('judging');

/** A round is judged once, by scores with a rubric and panels, or by votes with neither. */
export function planJudging(existing: Judging | null, judging: Judging): JudgingEvent[] {
  if (existing)
    throw new Rejection({
      kind: 'exists',
      code: 'judging.exists',
      message: 'roundId: the judging of this round is planned; revise that plan',
    });
  requirePlan(judging);
  return [{ type: 'JudgingPlanned', judging }];
}

/** A plan changes until the judging opens; whether it is by scores or by votes stays. */
export function updateJudging(
  judging: Judging | null,
  { roundId, plan }: { roundId: string; plan: Omit<Plan, 'mode'> },
): JudgingEvent[] {
  const { state, mode } = known(judging, roundId);
  if (state !== 'PLANNED') throw rule('opened', 'the judging has opened, and its plan is fixed');
  requirePlan({ ...plan, mode });
  return [{ type: 'JudgingUpdated', plan: { ...plan, mode } }];
}

/** Judging follows a closed round: all who applied are judged alike. */
export function startJudging(
  judging: Judging | null,
  { roundId, roundIsOpen, at }: { roundId: string; roundIsOpen: boolean; at: Date },
): JudgingEvent[] {
  const { state } = known(judging, roundId);
  if (state === 'OPEN') return [];
  if (state === 'CLOSED') throw rule('closed', 'the judging is closed, and does not open again');
  if (roundIsOpen)
    throw rule('round_open', 'the round still takes applications; close it first, or wait until it does');
  return [{ type: 'JudgingOpened', at }];
}

/** What was not given by then is not given. */
export function closeJudging(judging: Judging | null, { roundId, at }: { roundId: string; at: Date }): JudgingEvent[] {
  const { state } = known(judging, roundId);
  if (state === 'PLANNED') throw rule('not_open', 'the judging has not begun; start it first');
  return state === 'CLOSED' ? [] : [{ type: 'JudgingClosed', at }];
}

/** Once every review and every ballot knows that the judging is closed, its outcome is final. */
export const settleJudging = (judging: Judging | null): JudgingEvent[] =>
  judging?.state === 'CLOSED' && !judging.settled ? [{ type: 'JudgingSettled' }] : [];

function requirePlan({ mode, rubricId, panel }: Plan): void {
  if (mode === 'VOTES') {
    if (rubricId) throw invalid('rubric_id', 'by_votes', 'must be empty where teams are compared by votes');
    if (panel) throw invalid('panel', 'by_votes', 'must be left out where teams are compared by votes');
    return;
  }
  if (!rubricId) throw invalidField('rubric_id', 'required', 'must name the rubric by which judges score');
  if (!panel) throw invalidField('panel', 'required', 'must say how many judges each application has');
  requirePossible(panel);
}

/** Rules that no panel could keep are refused here; what only the judges at hand cannot keep, the assignment tells. */
function requirePossible(panel: PanelRules): void {
  const { panelSize, loadMin, loadMax, sameCentreMax } = panel;
  for (const [field, wanted] of [
    ['market_experts_min', panel.marketExpertsMin],
    ['women_min', panel.womenMin],
    ['centres_min', panel.centresMin],
  ] as const)
    if (wanted > panelSize)
      throw invalid(`panel.${field}`, 'panel_size', `must be at most panel_size, which is ${panelSize}`);
  if (sameCentreMax > panelSize)
    throw invalid('panel.same_centre_max', 'panel_size', `must be at most panel_size, which is ${panelSize}`);
  if (loadMax > 0 && loadMin > loadMax)
    throw invalid('panel.load_min', 'loads', `must be at most load_max, which is ${loadMax}`);
}

function known(judging: Judging | null, roundId: string): Judging {
  if (judging) return judging;
  throw notFound('judging', roundId);
}
