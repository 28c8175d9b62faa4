/** Counts how often ventures and centres were selected in earlier selections. */
import type { Exposure } from '../choice/exposure.ts';
import type { Entry } from './selection.ts';

type Counted = Pick<Entry, 'ventureId' | 'centreId' | 'standing'>;

/** A team that has a place now counts; a team that gave its place back does not. */
export function exposureFrom(selections: readonly { entries: readonly Counted[] }[]): Exposure {
  const [ventures, centres] = [new Map<string, number>(), new Map<string, number>()];
  for (const { entries } of selections)
    for (const { ventureId, centreId, standing } of entries) {
      if (standing !== 'SELECTED') continue;
      ventures.set(ventureId, (ventures.get(ventureId) ?? 0) + 1);
      centres.set(centreId, (centres.get(centreId) ?? 0) + 1);
    }
  return { ventures, centres };
}
