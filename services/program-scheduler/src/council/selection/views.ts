/** Views of selections: the council sees everything. All others see the teams, once they are decided. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { SelectionEntry, Selection as SelectionMessage } from '@naru/contracts/program/v1/selection';
import type { SelectionServiceDefinition } from '@naru/contracts/program/v1/selection_service';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';
import { type SelectionStore, selectionId } from './store.ts';
import { unknown } from './texts.ts';

export interface Views {
  /** All data of the decision screen. */
  screen(roundId: string): Promise<SelectionMessage>;
}

/** The name of each applicant at the time it applied. A venture that is hidden now has none. */
export type NamesOf = (roundId: string) => Promise<ReadonlyMap<string, LocalizedText>>;

export const screenOf = (selections: SelectionStore, namesOf: NamesOf): Views => ({
  screen: async (roundId) => {
    const [found, names] = await Promise.all([selections.find(selectionId(roundId)), namesOf(roundId)]);
    if (!found) throw unknown(roundId);
    const message = toProto(found.state, found.version);
    const entries = message.entries.map((entry) => ({ ...entry, name: names.get(entry.applicationId) }));
    return { ...message, entries };
  },
});

export const viewRpcs = (
  selections: SelectionStore,
  { screen }: Views,
): Pick<Handlers<typeof SelectionServiceDefinition>, 'getSelection' | 'listSelections'> => ({
  getSelection: async ({ roundId }, { reach }) => {
    const whole = await screen(roundId);
    if (reach.any) return whole;
    if (whole.state !== 'DECIDED') throw unknown(roundId);
    return publicOf(whole);
  },
  listSelections: async (request, { reach }) => {
    const { found, ...page } = await selections.list(request, reach);
    const shown = found.map(({ state, version }) => toProto(state, version));
    const selectionsShown = (reach.any ? shown : shown.map(publicOf)).map((one) => ({ ...one, entries: [] }));
    return { selections: selectionsShown, ...page };
  },
});

/**
 * The teams and the waitlist, without scores, votes, words of the council about a team, or a rank of the selected
 * teams.
 */
function publicOf(selection: SelectionMessage): SelectionMessage {
  const shown = selection.entries
    .filter(({ standing }) => standing === 'SELECTED' || standing === 'WAITLISTED')
    .sort((a, b) => a.waitlistPosition - b.waitlistPosition || (a.applicationId < b.applicationId ? -1 : 1));
  return {
    ...selection,
    entries: shown.map(publicEntryOf),
    votes: [],
    tally: undefined,
    council: undefined,
    deviations: [],
    shortfallReason: '',
    warnings: [],
  };
}

const publicEntryOf = (entry: SelectionEntry): SelectionEntry => ({
  ...entry,
  raw: undefined,
  score: undefined,
  standardError: undefined,
  rank: 0,
  rankLow: 0,
  rankHigh: 0,
  inTieZone: false,
  order: 0,
  nearTie: 0,
  ventureExposure: 0,
  centreExposure: 0,
  reason: 'REASON_UNSPECIFIED',
  reasonText: undefined,
  constraintIds: [],
  otherId: '',
  note: undefined,
});
