import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { notification } from './service.ts';

/** All event types except snapshots, which report nothing new. */
const HEARD = events.filter(({ type }) => !/\.snapshot\.v\d+$/.test(type)).length;

test('the service has all its parts', () => {
  expect(madeOf(notification)).toEqual({
    answers: ['NotificationService'],
    nouns: ['delivery', 'erasure', 'webhook'],
    snapshots: 0,
    // Subscriptions choose from all events, webhooks from those that partners may get.
    hears: { inbox: expect.any(Number), erasures: 1, wishes: HEARD, webhooks: expect.any(Number) },
    timers: 0,
    objects: ['notification', 'subscription', 'webhook'],
    operations: { 'notification.recover': 'long' },
    lookups: [],
    names: [],
    ready: ['subscriptions'],
  });
});
