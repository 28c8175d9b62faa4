import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type CalendarFeed, type CalendarFeedEvent, evolve } from './calendar.ts';
import { issueFeed, revokeFeed } from './decide.ts';

const feed: CalendarFeed = {
  id: 'cal_1',
  subject: 'sub-1',
  owner: { kind: 'PERSON', id: '' },
  language: 'ko',
  state: 'ISSUED',
  issuedAt: new Date(0),
  revokedAt: undefined,
  digest: 'ab',
};
const issued: CalendarFeedEvent = { type: 'FeedIssued', feed };
const revoked: CalendarFeedEvent = { type: 'FeedRevoked', at: new Date(1) };
const given = scenario<CalendarFeed, CalendarFeedEvent>({ evolve });
const issue = (state: CalendarFeed | null) => issueFeed(state, feed);
const revoke = (state: CalendarFeed | null) => revokeFeed(state, new Date(1));

test('issue: once', () => {
  given().when(issue).then(issued);
  given(issued).when(issue).nothing();
});
test('revoke: is final; changes nothing when asked twice; refuses an unknown feed', () => {
  given(issued)
    .when(revoke)
    .leaves({ state: 'REVOKED', revokedAt: new Date(1) });
  given(issued, revoked).when(revoke).nothing();
  given().when(revoke).refuses('calendar_feed.not_found');
});
