/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { MatchProposed } from '@naru/contracts/matching/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import { tell } from '../score/texts.ts';
import { publish, snapshot } from './events.ts';
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
  parts: [{ name: 'investor.sector', points: 7_000, fit: 10_000, reason: tell('sector_met', { sectors: ['IOT'] }) }],
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
const golden = goldenEvents({
  published,
  of: ['naru.matching.match.', 'naru.matching.introduction.'],
  at: import.meta.url,
});

test('the bytes of the first release are read as the match without its reasons', () => {
  const read = MatchProposed.decode(golden('naru.matching.match.proposed.v1'));
  expect(read.match).toEqual({ ...toProto(match), parts: [] });
});
