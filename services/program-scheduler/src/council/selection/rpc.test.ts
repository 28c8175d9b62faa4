/** A race that no other test shows: a team withdraws while a proposal is worked out. */
import { expect, test } from '@jest/globals';
import { ProposeSelectionRequest, Selection as SelectionMessage } from '@naru/contracts/program/v1/selection';
import type { Cause } from '@naru/kit/outbox';
import type { Call } from '@naru/kit/serve';
import type { Programme } from '../../calls/programme/programme.ts';
import type { Round } from '../../calls/round/round.ts';
import { entry, selected } from './fixture/story.ts';
import { at, candidates, ELECTORATE } from './fixture/table.ts';
import { type ReactionNeighbours, releaser } from './reactions.ts';
import { type SelectionNeighbours, selectionRpcs } from './rpc.ts';
import { evolve, type Selection, type SelectionEvent } from './selection.ts';
import type { SelectionStore } from './store.ts';

/** A store of one selection, in memory. */
function memory() {
  const kept: { state: Selection | null; version: number } = { state: null, version: 0 };
  const snapshot = (id: string) => ({ id, version: kept.version, state: kept.state as Selection, changedAt: at(1) });
  const store: Pick<SelectionStore, 'find' | 'change'> = {
    find: async (id) => (kept.state ? snapshot(id) : null),
    change: async (id, decide: (state: Selection | null) => SelectionEvent[], _: Cause) => {
      const events = decide(kept.state);
      kept.state = events.reduce(evolve, kept.state);
      kept.version += events.length;
      return snapshot(id);
    },
  };
  return { kept, store: store as SelectionStore };
}

test('an application that is withdrawn while a proposal is worked out leaves the proposal at once', async () => {
  const { kept, store } = memory();
  const withdrawn: string[] = [];
  const moving: Pick<ReactionNeighbours, 'withdrawnIn' | 'eventIsOver'> = {
    withdrawnIn: async () => withdrawn,
    eventIsOver: async () => false,
  };
  const quota = { teamsMax: 5, teamsMin: 0, shortfallNeedsReason: false };
  const neighbours: Omit<SelectionNeighbours, 'views'> & { views: Pick<SelectionNeighbours['views'], 'screen'> } = {
    round: async (id) => ({ id, programmeId: 'pgm_1', eventId: '', phase: 0, state: 'CLOSED' }) as Round,
    programme: async () => ({ quota, phases: [] as Programme['phases'] }) as Programme,
    candidates: {
      of: async () => {
        withdrawn.push('app_2');
        return { found: candidates(9), method: 'RAW_MEAN', notCorrectedBecause: '' };
      },
    },
    openCentres: async () => ELECTORATE,
    event: async () => null,
    hiddenAmong: async () => new Set(),
    sweep: releaser(store, moving as ReactionNeighbours).sweep,
    views: { screen: async () => SelectionMessage.fromPartial({}) },
  };
  const { proposeSelection } = selectionRpcs(store, neighbours as SelectionNeighbours);
  const call = { actor: 'secretariat', now: at(10), newId: (prefix: string) => `${prefix}_1` } as Call;
  await proposeSelection(ProposeSelectionRequest.fromPartial({ roundId: 'rnd_1' }), call);
  if (!kept.state) throw new Error('nothing was proposed');
  expect(entry(kept.state, 2)).toMatchObject({ standing: 'WITHDRAWN' });
  expect(selected(kept.state)).toBe('13456');
});
