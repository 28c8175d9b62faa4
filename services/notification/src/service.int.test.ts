import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { notification } from './service.ts';

/** All that happens; snapshots say nothing new. */
const HEARD = events.filter(({ type }) => !/\.snapshot\.v\d+$/.test(type)).length;

test('nothing that it is made of has been left out', () => {
  expect(madeOf(notification)).toEqual({
    answers: ['NotificationService'],
    nouns: ['delivery', 'webhook'],
    snapshots: 0,
    // Subscriptions choose from everything, webhooks from all that may leave the house.
    hears: { names: 27, inbox: 18, wishes: HEARD, webhooks: expect.any(Number) },
    timers: 0,
    operations: {},
    objects: ['notification', 'subscription', 'webhook'],
    names: [],
    ready: ['subscriptions'],
  });
});
