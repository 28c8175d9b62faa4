/** Puts the warnings of a selection in words. */
import type { SelectionWarning } from '@naru/contracts/program/v1/selection';
import { telling } from '@naru/words/texts';
import { type Selection, withStanding } from './selection.ts';
import { WARNING } from './texts.ts';

const warn = telling(WARNING);

/** Warnings for the council, which it may ignore. */
export function warningsOf({
  quota: { teamsMin, teamsMax },
  places,
  state,
  entries,
}: Pick<Selection, 'quota' | 'places' | 'state' | 'entries'>): SelectionWarning[] {
  const selected = withStanding(entries, 'SELECTED').length;
  const open = places - selected;
  const few = warn('TEAMS_BELOW_MIN', { selected, teamsMin, teamsMax });
  const empty = warn('PLACE_OPEN', { places: open, decided: state === 'DECIDED' });
  return [
    ...(selected < teamsMin ? [{ code: 'TEAMS_BELOW_MIN', text: few }] : []),
    ...(open > 0 ? [{ code: 'PLACE_OPEN', text: empty }] : []),
  ];
}
