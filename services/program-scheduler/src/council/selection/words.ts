/** What a selection warns of, in words. */
import type { SelectionWarning } from '@naru/contracts/program/v1/selection';
import { type Selection, withStanding } from './selection.ts';

/** What the council should know and may leave as it is. */
export function warningsOf({
  quota: { teamsMin, teamsMax },
  places,
  state,
  entries,
}: Pick<Selection, 'quota' | 'places' | 'state' | 'entries'>): SelectionWarning[] {
  const selected = withStanding(entries, 'SELECTED').length;
  const few = selected < teamsMin;
  const open = places - selected;
  const range = teamsMax > 0 ? `${teamsMin}–${teamsMax}` : `${teamsMin}+`;
  return [
    ...(few
      ? [
          {
            code: 'TEAMS_BELOW_MIN',
            text: {
              ko: `선정 ${selected}팀은 정해진 범위(${range}팀)보다 적습니다.`,
              en: `With ${selected} selected there are fewer teams than expected (${range}).`,
            },
          },
        ]
      : []),
    ...(open > 0
      ? [
          {
            code: 'PLACE_OPEN',
            text: {
              ko: `${open}자리가 비어 있습니다.${state === 'DECIDED' ? ' 제약을 지키는 대기 팀이 없습니다.' : ''}`,
              en: `Open places: ${open}.${state === 'DECIDED' ? ' No team on the waitlist keeps the constraints.' : ''}`,
            },
          },
        ]
      : []),
  ];
}
