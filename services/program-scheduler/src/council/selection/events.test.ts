/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { SelectionProposed } from '@naru/contracts/program/v1/selection_events';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Entry, Selection, SelectionEvent } from './selection.ts';

const entry: Entry = {
  applicationId: 'app_01h455vb4pex5vsknk084sn02q',
  ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  sectors: ['IOT', 'AI'],
  raw: 90,
  score: 91.25,
  standardError: 1.5,
  rank: 1,
  rankLow: 1,
  rankHigh: 2,
  inTieZone: true,
  order: 1,
  nearTie: 1,
  ventureExposure: 1,
  centreExposure: 2,
  standing: 'SELECTED',
  waitlistPosition: 0,
  reason: 'RANK',
  constraintIds: [],
  otherId: '',
  note: undefined,
};
const vote = { centreId: 'KR-41', choice: 'FOR' as const, at: new Date(Date.UTC(2016, 2, 1)), fromMinutes: true };
const council = {
  heldOn: { year: 2016, month: 3, day: 2 },
  minutesRef: '협의회 2016-03호',
  reason: '심사 순위에 따름',
};
const selection: Selection = {
  id: 'sel_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  programmeId: 'prg_01h455vb4pex5vsknk084sn02q',
  eventId: 'evt_01h455vb4pex5vsknk084sn02q',
  state: 'DECIDED',
  proposal: 2,
  places: 1,
  quota: { teamsMax: 5, teamsMin: 1, shortfallNeedsReason: true },
  waitlistMax: 100,
  quorum: 1,
  electorate: ['KR-27', 'KR-41'],
  constraints: [{ id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 1, max: 2 }],
  exposure: { enabled: true, nearTiePoints: 2.5, selectionsBack: 3 },
  method: 'MIXED_MODEL',
  notCorrectedBecause: '',
  entries: [
    entry,
    {
      ...entry,
      applicationId: 'app_02h455vb4pex5vsknk084sn02q',
      standing: 'WAITLISTED',
      waitlistPosition: 1,
      order: 2,
    },
  ],
  votes: [vote],
  decision: {
    council,
    deviations: [
      { applicationId: entry.applicationId, standing: 'SELECTED', reason: { ko: '현지 수요', en: 'demand' } },
    ],
    shortfallReason: '예산',
  },
  proposedAt: new Date(Date.UTC(2016, 1, 28)),
  decidedAt: new Date(Date.UTC(2016, 2, 3)),
};
const { applicationId } = entry;
const entries = selection.entries;
const happened: { [T in SelectionEvent['type']]: Extract<SelectionEvent, { type: T }> } = {
  SelectionProposed: { type: 'SelectionProposed', selection },
  SelectionTabled: { type: 'SelectionTabled', from: 0, to: 2 },
  SelectionVoted: { type: 'SelectionVoted', vote },
  SelectionDecided: {
    type: 'SelectionDecided',
    decision: selection.decision as never,
    entries,
    places: 1,
    at: selection.decidedAt as Date,
  },
  SelectionReleased: { type: 'SelectionReleased', applicationId, entries },
  SelectionPromoted: { type: 'SelectionPromoted', applicationId, entries },
  SelectionExtended: { type: 'SelectionExtended', applicationId, council, entries, places: 1 },
};
const published = [...Object.values(happened).map((one) => publish(one, selection)), snapshot(selection)];

const golden = goldenEvents({ published, of: 'naru.program.selection.', at: import.meta.url });

test('the bytes of the first release are read as the whole record', () => {
  const read = SelectionProposed.decode(golden('naru.program.selection.proposed.v1')).selection;
  const { entries: _, tally: __, warnings: ___, selected, waitlisted, etag: ____, ...record } = toProto(selection);
  expect(read).toEqual({
    ...record,
    selectedIds: ['app_01h455vb4pex5vsknk084sn02q'],
    waitlistedIds: ['app_02h455vb4pex5vsknk084sn02q'],
    applications: selected + waitlisted,
  });
});

test('the largest record and the largest part of a table fit an event', () => {
  const many = (count: number, standing: Entry['standing']) =>
    Array.from({ length: count }, (_, index): Entry => ({ ...entry, standing, waitlistPosition: index + 1 }));
  const reason = { ko: '가'.repeat(200), en: 'a'.repeat(200) };
  const deviations = Array.from({ length: 20 }, () => ({
    applicationId,
    standing: 'SELECTED' as const,
    reason,
  }));
  const largest: Selection = {
    ...selection,
    entries: [...many(500, 'SELECTED'), ...many(300, 'WAITLISTED')],
    decision: { council: { ...council, reason: '가'.repeat(500) }, deviations, shortfallReason: '가'.repeat(500) },
    constraints: Array.from({ length: 40 }, (_, index) => ({
      id: `constraint-with-quite-a-long-name-${index}`,
      centreIds: Array.from({ length: 17 }, (__, centre) => `KR-${10 + centre}`),
      sectors: [],
      min: 1,
      max: 500,
    })),
    electorate: Array.from({ length: 17 }, (_, centre) => `KR-${10 + centre}`),
    votes: Array.from({ length: 17 }, (_, centre) => ({ ...vote, centreId: `KR-${10 + centre}` })),
  };
  expect(publish({ ...happened.SelectionDecided }, largest).data.length).toBeLessThan(65_536);
  expect(publish({ type: 'SelectionTabled', from: 0, to: 400 }, largest).data.length).toBeLessThan(65_536);
});
