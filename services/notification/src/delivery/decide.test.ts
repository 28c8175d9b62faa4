import { describe, expect, test } from '@jest/globals';
import type { Webhook } from '@naru/contracts/notification/v1/subscription';
import { scenario } from '@naru/testing/scenario';
import { afterAttempt, giveUp, isGone, type Result } from './decide.ts';
import { type Delivery, type DeliveryGivenUp, evolve } from './delivery.ts';
import { toProto } from './message.ts';
import { tell } from './texts.ts';

const at = (seconds: number) => new Date(Date.UTC(2015, 4, 11, 0, 0, seconds));
const queued: Delivery = {
  id: 'dlv_1',
  webhookId: 'whk_1',
  eventId: 'event-1',
  eventType: 'naru.registry.venture.published.v1',
  aggregateId: 'ven_1',
  aggregateVersion: 4,
  body: '{}',
  traceparent: '',
  state: 'QUEUED',
  attempts: 0,
  lastResult: null,
  createdAt: at(0),
  updatedAt: at(0),
  claim: 'clm_1',
};
const after = (result: Result, delivery = queued, chance = 0) =>
  afterAttempt(delivery, { result, now: at(1), schedule: { stepsMs: [0, 5_000, 60_000], chance } });

describe('after an attempt', () => {
  test.each([200, 201, 204, 299])('%i is delivered, and nothing of the body is kept', (status) => {
    expect(after({ status })).toEqual({
      delivery: {
        ...unclaimed(queued),
        state: 'DELIVERED',
        attempts: 1,
        lastResult: tell('answered', { status }),
        history: [{ at: at(1), status, durationMs: 0, answer: '', result: tell('answered', { status }) }],
        updatedAt: at(1),
      },
      dueAt: undefined,
    });
  });

  test.each([100, 199, 400, 401, 404, 429, 500, 503])('%i is retried', (status) => {
    const { delivery, dueAt } = after({ status });
    expect(delivery).toMatchObject({ state: 'FAILED', attempts: 1, body: '{}' });
    expect(delivery.lastResult).toEqual(tell('answered', { status }));
    expect(dueAt).toEqual(at(6));
  });

  test.each([300, 301, 302, 307, 308, 399])('%i is a failure with a reason', (status) => {
    expect(after({ status }).delivery).toMatchObject({
      state: 'FAILED',
      lastResult: tell('redirected', { status }),
    });
  });

  test('a failed connection is retried', () => {
    const failure = tell('no_connection', { error: 'ECONNREFUSED' });
    expect(after({ failure }).delivery).toMatchObject({ state: 'FAILED', lastResult: failure });
  });

  test('a longer wish of the address counts, up to a day; a shorter one does not', () => {
    expect(after({ status: 503, waitMs: 3_000 }).dueAt).toEqual(at(6));
    expect(after({ status: 429, waitMs: 30_000 }).dueAt).toEqual(at(31));
    expect(after({ status: 503, waitMs: 99 * 24 * 3_600_000 }).dueAt).toEqual(at(1 + 24 * 3600));
  });

  test('410 ends the delivery at once', () => {
    expect(after({ status: 410 })).toMatchObject({ delivery: { state: 'DEAD' }, dueAt: undefined });
    expect(isGone({ status: 410 })).toBe(true);
    expect(isGone({ status: 404 })).toBe(false);
    expect(isGone({ failure: tell('not_public') })).toBe(false);
  });

  test('each retry has its own pause, with jitter, and the last one ends the delivery', () => {
    const second = after({ status: 500 }, { ...queued, attempts: 1 });
    expect(second.dueAt).toEqual(at(61));
    expect(after({ status: 500 }, { ...queued, attempts: 1 }, 0.5).dueAt).toEqual(at(67));
    expect(after({ status: 500 }, { ...queued, attempts: 2 })).toMatchObject({
      delivery: { state: 'DEAD', attempts: 3 },
      dueAt: undefined,
    });
  });
});

describe('giving up', () => {
  const webhook = { id: 'whk_1' } as Webhook;
  const last: Delivery = { ...unclaimed(queued), state: 'DEAD', attempts: 8 };
  const ended: DeliveryGivenUp = { type: 'DeliveryGivenUp', delivery: last, webhook };
  const reached = (delivery: Delivery): DeliveryGivenUp => ({ ...ended, delivery });
  const given = scenario<Delivery, DeliveryGivenUp>({ evolve });
  const verb = (delivery: Delivery | null) => giveUp(delivery, { last, webhook });

  test('ends an open delivery, whether it was tried before or not', () => {
    given(reached(queued)).when(verb).then(ended);
    given(reached({ ...queued, state: 'FAILED' }))
      .when(verb)
      .then(ended);
    given(reached(queued)).when(verb).leaves(last);
  });
  test('does nothing for an unknown delivery', () => given().when(verb).nothing());
  test('does nothing if it has already ended', () => given(ended).when(verb).nothing());
  test('does nothing if another process has delivered it', () =>
    given(reached({ ...queued, state: 'DELIVERED' }))
      .when(verb)
      .nothing());
});

function unclaimed({ claim: _, ...delivery }: Delivery): Delivery {
  return delivery;
}

test.each([
  [tell('answered', { status: 500 }), '주소가 HTTP 500으로 답했습니다', 'the address answered HTTP 500'],
  [tell('answered', { status: 204 }), '주소가 HTTP 204로 답했습니다', 'the address answered HTTP 204'],
  [tell('no_connection', { error: '' }), '연결하지 못했습니다', 'no connection'],
  [{ said: { ko: 'HTTP 500', en: 'HTTP 500' } }, 'HTTP 500', 'HTTP 500'],
])('the last result is said in both languages', (lastResult, ko, en) => {
  expect(toProto({ ...queued, lastResult }).lastResult).toEqual({ ko, en });
});
test('before the first attempt there is no result', () => expect(toProto(queued).lastResult).toBeUndefined());
