/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { MatchProposed } from '@naru/contracts/matching/v1/events';
import { publish, snapshot } from './events.ts';
import golden from './fixture/events.json' with { type: 'json' };
import type { Match, MatchEvent } from './match.ts';
import { toProto } from './message.ts';

const at = new Date(Date.UTC(2015, 4, 11));
const match: Match = {
  id: 'mat_01h455vb4pex5vsknk084sn02q',
  ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
  investorId: 'inv_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  state: 'ACCEPTED',
  score: 7_000,
  parts: [
    { name: 'investor.sector', points: 7_000, fit: 10_000, reason: { ko: '원하는 분야', en: 'a wanted sector' } },
  ],
  proposedAt: at,
  ventureInterestAt: at,
  investorInterestAt: at,
  declinedAt: undefined,
  declinedBy: 'SIDE_UNSPECIFIED',
  introduction: {
    id: 'int_01h455vb4pex5vsknk084sn02q',
    state: 'REQUESTED',
    requestedAt: at,
    meetings: [],
    endedAt: undefined,
  },
};
const meeting = { channel: 'OFFLINE', heldOn: { year: 2015, month: 6, day: 20 }, result: 'HELD' } as const;
const happened: MatchEvent[] = [
  { type: 'MatchProposed', match },
  { type: 'MatchInterested', side: 'VENTURE', at },
  { type: 'MatchAccepted', introductionId: 'int_1', at },
  { type: 'MatchDeclined', side: 'VENTURE', at },
  { type: 'MatchExpired' },
  { type: 'IntroductionHeld', meeting, state: 'HELD', at },
];
const published = [...happened.map((event) => publish(event, match)), snapshot(match)];
const bytes = Object.fromEntries(
  published.map(({ event, data }) => [event.type, Buffer.from(data).toString('base64')]),
);

test('every event has the bytes it was released with', () => {
  expect(bytes).toEqual(golden);
});

test('each change has its event, and the catalogue has no other', () => {
  expect(Object.keys(golden).sort()).toEqual(
    events
      .map(({ type }) => type)
      .filter((type) => type.startsWith('naru.matching.'))
      .sort(),
  );
});

test('the released bytes are read as the match without its reasons', () => {
  const read = MatchProposed.decode(Buffer.from(golden['naru.matching.match.proposed.v1'], 'base64'));
  expect(read.match).toEqual({ ...toProto(match), parts: [] });
});
