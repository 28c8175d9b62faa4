/** What may be done with a programme. Pure: the present state and a command give events, or a refusal. */
import { changesAnything } from '../../standards/changes.ts';
import type { Changes, Programme, ProgrammeEvent } from './programme.ts';
import { known } from './texts.ts';

/** A programme is created once. */
export const createProgramme = (existing: Programme | null, programme: Programme): ProgrammeEvent[] =>
  existing ? [] : [{ type: 'ProgrammeCreated', programme }];

/** What is given takes the place of what was; rounds that are open keep what they began with. */
export function updateProgramme(programme: Programme | null, changes: Changes): ProgrammeEvent[] {
  return changesAnything(known(programme), changes) ? [{ type: 'ProgrammeUpdated', changes }] : [];
}
