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
  place: 0,
};
const issued: CalendarFeedEvent = { type: 'FeedIssued', feed };
const revoked: CalendarFeedEvent = { type: 'FeedRevoked', at: new Date(1) };
const given = scenario<CalendarFeed, CalendarFeedEvent>({ evolve });
const issue = (state: CalendarFeed | null) => issueFeed(state, feed, 20);
const revoke = (state: CalendarFeed | null) => revokeFeed(state, new Date(1));

test('issue: once', () => {
  given().when(issue).then(issued);
  given(issued).when(issue).nothing();
});
test('issue: refuses where no place is free; a revoked feed gives its place back', () => {
  given()
    .when((state) => issueFeed(state, { ...feed, place: undefined }, 20))
    .refuses('calendar_feed.limit');
  given(issued).when(revoke).leaves({ place: undefined });
});
test('revoke: is final; changes nothing when asked twice; refuses an unknown feed', () => {
  given(issued)
    .when(revoke)
    .leaves({ state: 'REVOKED', revokedAt: new Date(1) });
  given(issued, revoked).when(revoke).nothing();
  given().when(revoke).refuses('calendar_feed.not_found');
});
