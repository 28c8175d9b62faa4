/** After any sequence of commands, the recount from the events gives the stored selection. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Binary } from 'mongodb';
import type { Constraint } from '../choice/constraint.ts';
import { publish } from './events.ts';
import { type Command, command, constraints, obey, start } from './fixture/commands.ts';
import { at, choose } from './fixture/table.ts';
import { lastProposal, type Recorded, recordedOf } from './recorded.ts';
import { differencesOf, missingVersions, recount } from './recount.ts';
import { evolve, type Selection, type SelectionEvent } from './selection.ts';

const timeOf = (event: SelectionEvent): Date =>
  event.type === 'SelectionDecided'
    ? event.at
    : event.type === 'SelectionProposed'
      ? event.selection.proposedAt
      : at(3);

function history(asked: Constraint[], commands: readonly Command[]) {
  let selection: Selection | null = null;
  const recorded: Recorded[] = [];
  for (const one of [...start, ...commands])
    for (const event of obey(selection, one, asked, {
      method: 'METHOD_UNSPECIFIED',
      notCorrectedBecause: '',
    })) {
      selection = evolve(selection, event);
      const { event: type, data } = publish(event, selection as Selection);
      const kept = {
        type: type.type,
        version: recorded.length + 1,
        at: timeOf(event),
        data: data as unknown as Binary,
      };
      recorded.push(recordedOf(kept));
    }
  return { selection, recorded };
}

const nobody = { ventures: new Map(), centres: new Map() };
const counted = (recorded: readonly Recorded[]) => {
  const { events, rows } = lastProposal(recorded);
  return recount({ events, rows, ranking: null, exposure: nobody, choose });
};

test('gives the same selection and the same events', () =>
  fc.assert(
    fc.property(constraints, fc.array(command, { maxLength: 20 }), (asked, commands) => {
      const { selection, recorded } = history(asked, commands);
      if (!selection) return;
      const found = counted(recorded);
      expect(found.differences).toEqual([]);
      expect(differencesOf(selection, found.selection)).toEqual([]);
    }),
    { numRuns: 300 },
  ));

/** Whether the same centre voted again after this vote. */
const changedSince = (events: readonly Recorded[], at: number): boolean => {
  const centreId = events[at]?.told.vote?.centreId;
  return centreId !== undefined && events.slice(at + 1).some(({ told }) => told.vote?.centreId === centreId);
};

test('a missing event is found at any place', () =>
  fc.assert(
    fc.property(fc.array(command, { minLength: 3, maxLength: 12 }), fc.nat(), (commands, choice) => {
      const { selection, recorded } = history([], commands);
      const own = lastProposal(recorded).events;
      const gone = 2 + (choice % Math.max(1, own.length - 2));
      if (!own[gone]) return;
      const left = own.filter((_, index) => index !== gone);
      const found = counted(left);
      const apart = [...found.differences, ...differencesOf(selection, found.selection)];
      // A vote that its centre replaced later has no effect on the result. Only the missing version shows that its
      // event is gone.
      const before = recorded.slice(0, recorded.length - own.length);
      expect(missingVersions([...before, ...left], recorded.length)).toEqual([own[gone].version]);
      if (!changedSince(own, gone)) expect(apart.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  ));
