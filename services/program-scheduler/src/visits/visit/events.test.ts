/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { VisitObligationMissed, VisitRequested } from '@naru/contracts/program/v1/visit_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Visit, VisitEvent } from './visit.ts';

const fixture = readFileSync(new URL('fixture/visit.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Visit;
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

const golden = goldenEvents({ published, of: 'naru.program.visit.', at: import.meta.url });

test('the bytes of the first release are read as the visit without free texts', () => {
  const { visit } = VisitRequested.decode(golden('naru.program.visit.requested.v1'));
  const shown = toProto(state, { version: 1, now: new Date(0) });
  const silent = {
    agenda: undefined,
    obligations: shown.obligations.map((one) => ({ ...one, text: undefined })),
    etag: '',
  };
  expect(visit).toEqual(VisitRequested.fromPartial({ visit: { ...shown, ...silent } }).visit);
  expect(VisitObligationMissed.decode(golden('naru.program.visit.obligation_missed.v1'))).toMatchObject({
    obligationId: state.obligations[0]?.id,
    ownerId: 'KR-41',
  });
});
