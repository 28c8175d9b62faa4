/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { VisitObligationMissed, VisitRequested } from '@naru/contracts/program/v1/visit_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Visit, VisitEvent } from './visit.ts';

const fixture = readFileSync(new URL('fixture/visit.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Visit;
// All of them carry the same visit; news of an obligation names it and its owner's centre besides.
const GOLDEN =
  'CvMBCh52aXNfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESBUtSLTQxGgVLUi00MSIzChnsl5DsiqTthqDri4jslYQg64yA7ZGc64uoEhZEZWxlZ2F0aW9ucyBvZiBFc3RvbmlhKgJFRTABOgUI4g8QAlAMWANqKQoeYWdyXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxEgcI4g8QAhgHcjgKHm9ibF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoFS1ItNDEiBwjiDxAFGAE6BgiA5/nWBXoYCg12aXNpdDpmaXh0dXJlEAEaBUEzLTA0';
const OF_OBLIGATION = 'Eh5vYmxfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEaBUtSLTQx';
const TYPES: Record<VisitEvent['type'], string> = {
  VisitRequested: 'naru.program.visit.requested.v1',
  VisitRecorded: 'naru.program.visit.completed.v1',
  VisitUpdated: 'naru.program.visit.updated.v1',
  VisitConfirmed: 'naru.program.visit.confirmed.v1',
  VisitCompleted: 'naru.program.visit.completed.v1',
  VisitCancelled: 'naru.program.visit.cancelled.v1',
  AgreementRecorded: 'naru.program.visit.agreement_recorded.v1',
  ObligationAdded: 'naru.program.visit.obligation_added.v1',
  ObligationFulfilled: 'naru.program.visit.obligation_fulfilled.v1',
  ObligationReminded: 'naru.program.visit.obligation_reminded.v1',
  ObligationMissed: 'naru.program.visit.obligation_missed.v1',
};
const eventOf = (type: string) => {
  const obligation = type.startsWith('Obligation') ? { obligationId: state.obligations[0]?.id } : {};
  return { type, ...obligation } as VisitEvent;
};
const published = [...Object.keys(TYPES).map((type) => publish(eventOf(type), state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))(
  '%s has the bytes it was released with',
  (type, one) => {
    expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN + (type.includes('obligation') ? OF_OBLIGATION : ''));
  },
);

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.visit.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.visit.'));
  expect([...new Set(types)].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the visit without what people wrote', () => {
  const { visit } = VisitRequested.decode(Buffer.from(GOLDEN, 'base64'));
  const shown = toProto(state, { version: 1, now: new Date(0) });
  const silent = {
    agenda: undefined,
    obligations: shown.obligations.map((one) => ({ ...one, text: undefined })),
    etag: '',
  };
  expect(visit).toEqual(VisitRequested.fromPartial({ visit: { ...shown, ...silent } }).visit);
  expect(VisitObligationMissed.decode(Buffer.from(GOLDEN + OF_OBLIGATION, 'base64'))).toMatchObject({
    obligationId: state.obligations[0]?.id,
    centreId: 'KR-41',
  });
});
