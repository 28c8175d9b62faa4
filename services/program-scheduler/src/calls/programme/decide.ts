/** Commands on a programme. Pure: the present state and a command give events, or a refusal. */
import { changesAnything } from '../../standards/changes.ts';
import type { Changes, Programme, ProgrammeEvent } from './programme.ts';
import { known } from './texts.ts';

/** A programme is created once. */
export const createProgramme = (existing: Programme | null, programme: Programme): ProgrammeEvent[] =>
  existing ? [] : [{ type: 'ProgrammeCreated', programme }];

/** A programme can be changed at any time. An open round keeps the rules that it was opened with. */
export function updateProgramme(programme: Programme | null, changes: Changes): ProgrammeEvent[] {
  return changesAnything(known(programme), changes) ? [{ type: 'ProgrammeUpdated', changes }] : [];
}
