/** Commands on a judge. Pure: the present state and a command give events, or a refusal. */
import { checkDate, compareDates } from '@naru/kit/civil-date';
import { together } from '@naru/words/rejection';
import type { DeclaredConflict, Judge, JudgeEvent, JudgeProfile } from './judge.ts';
import { invalid, known, refuse } from './texts.ts';

const DECLARED_MAX = 1_000;

/** A judge needs a subject of tokens. Each employment has existing dates, and its end is after its beginning. */
export function registerJudge(existing: Judge | null, judge: Judge): JudgeEvent[] {
  if (existing) return [];
  requireDates(judge);
  return [{ type: 'JudgeRegistered', judge }];
}

/** The subject and the declared conflicts cannot be changed here. */
export function updateJudge(judge: Judge | null, { id, profile }: { id: string; profile: JudgeProfile }): JudgeEvent[] {
  const { subject: _, declared: __, state: ___, id: ____, ...before } = known(judge, id);
  requireDates(profile);
  return same(before, profile) ? [] : [{ type: 'JudgeUpdated', profile }];
}

/** A judge cannot withdraw a declared conflict. Another reason for the same object replaces the first. */
export function declareConflict(
  judge: Judge | null,
  { id, conflict }: { id: string; conflict: DeclaredConflict },
): JudgeEvent[] {
  const { declared } = known(judge, id);
  const before = declared.find(({ objectId }) => objectId === conflict.objectId);
  if (before?.reason === conflict.reason) return [];
  if (!before && declared.length >= DECLARED_MAX) throw refuse('declared_max', { declaredMax: DECLARED_MAX });
  return [{ type: 'JudgeConflictDeclared', conflict }];
}

/** A retired judge gets no new assignments. */
export const retireJudge = (judge: Judge | null, { id }: { id: string }): JudgeEvent[] =>
  known(judge, id).state === 'RETIRED' ? [] : [{ type: 'JudgeRetired' }];

/** @throws Rejection naming all dates that do not exist, and all employments that end before they begin */
function requireDates({ employers }: Pick<JudgeProfile, 'employers'>): void {
  together(
    ...employers.flatMap(({ from, to }, index) => {
      const path = `profile.employers[${index}]`;
      return [
        () => checkDate(`${path}.from`, from, { whole: false }),
        () => {
          if (!to) return;
          checkDate(`${path}.to`, to, { whole: false });
          if (compareDates(to, from) < 0) throw invalid(`${path}.to`, 'employment_ends_early', { from });
        },
      ];
    }),
  );
}

/** Whether the profiles are equal, in whatever order their fields were written. */
const same = (a: JudgeProfile, b: JudgeProfile): boolean =>
  (Object.keys(b) as (keyof JudgeProfile)[]).every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
