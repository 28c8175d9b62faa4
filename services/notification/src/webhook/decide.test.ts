import { expect, test } from '@jest/globals';
import type { Sealed } from '@naru/kit/seal';
import { scenario } from '@naru/testing/scenario';
import { disableWebhook, enableWebhook, registerWebhook, rotateSecret } from './decide.ts';
import { evolve, signing, type Webhook, type WebhookEvent } from './webhook.ts';

const hour = (n: number) => new Date(Date.UTC(2015, 4, 11, n));
/** Where sealing does not matter. */
const sealedAs = (text: string): Sealed => ({ keyId: 'test', nonce: '', text, tag: '' });
const id = 'whk_1';
const webhook: Webhook = {
  id,
  owner: 'org_1',
  ids: ['org_1'],
  seesAll: false,
  url: 'https://partner.example/events',
  eventTypes: ['naru.registry.venture.*'],
  state: 'ENABLED',
  stateReason: '',
  secrets: [{ sealed: sealedAs('whsec_a'), until: undefined }],
  createdAt: hour(0),
  place: 0,
};
const registered: WebhookEvent = { type: 'WebhookRegistered', webhook };
const disabled: WebhookEvent = { type: 'WebhookDisabled', reason: 'gone' };
const given = scenario<Webhook, WebhookEvent>({ evolve });
const rotate = (secret: string, at: Date) => (state: Webhook | null) =>
  rotateSecret(state, { sealed: sealedAs(secret), now: at });
const rotated = (secret: string, at: Date): WebhookEvent[] =>
  rotate(secret, at)([registered].reduce<Webhook | null>(evolve, null));

test('register: records the address', () =>
  given()
    .when((w) => registerWebhook(w, webhook, 20))
    .then(registered));
test('register: does nothing if repeated', () =>
  given(registered)
    .when((w) => registerWebhook(w, webhook, 20))
    .nothing());

test('register: refuses where no place is free', () =>
  given()
    .when((w) => registerWebhook(w, { ...webhook, place: undefined }, 20))
    .refuses('webhook.limit'));

test('disable: gives its place back, and enable needs one', () => {
  expect([registered, disabled].reduce<Webhook | null>(evolve, null)?.place).toBeUndefined();
  given(registered, disabled)
    .when((w) => enableWebhook(w, { place: undefined, max: 20 }))
    .refuses('webhook.limit');
});

test('disable: stops it, with the reason', () =>
  given(registered)
    .when((w) => disableWebhook(w, 'gone'))
    .leaves({ state: 'DISABLED', stateReason: 'gone' }));
test('disable: keeps the first reason', () =>
  given(registered, disabled)
    .when((w) => disableWebhook(w, 'by_owner'))
    .nothing());
test('disable: refuses an unknown webhook', () =>
  given()
    .when((w) => disableWebhook(w, 'gone'))
    .refuses('webhook.not_found'));

test('enable: sends again, and clears the reason', () =>
  given(registered, disabled)
    .when((w) => enableWebhook(w, { place: 3, max: 20 }))
    .leaves({ state: 'ENABLED', stateReason: '' }));
test('enable: does nothing if enabled', () =>
  given(registered)
    .when((w) => enableWebhook(w, { place: 3, max: 20 }))
    .nothing());
test('enable: refuses an unknown webhook', () =>
  given()
    .when((w) => enableWebhook(w, { place: 3, max: 20 }))
    .refuses('webhook.not_found'));

test('rotate: the new secret signs first, the old one for one more day', () => {
  const [event] = rotated('whsec_b', hour(1));
  const state = evolve(webhook, event as WebhookEvent) as Webhook;
  expect(signing(state, hour(1)).map(({ text }) => text)).toEqual(['whsec_b', 'whsec_a']);
  expect(signing(state, hour(24)).map(({ text }) => text)).toEqual(['whsec_b', 'whsec_a']);
  expect(signing(state, hour(25)).map(({ text }) => text)).toEqual(['whsec_b']);
});
test('rotate: an expired secret is removed', () =>
  given(registered, ...rotated('whsec_b', hour(1)))
    .when(rotate('whsec_c', hour(30)))
    .leaves({
      secrets: [
        { sealed: sealedAs('whsec_c'), until: undefined },
        { sealed: sealedAs('whsec_b'), until: hour(54) },
      ],
    }));
test('rotate: refuses the fourth change within a day, because each replaced secret signs for one more day', () => {
  const past: WebhookEvent[] = [registered];
  for (const [index, secret] of ['whsec_b', 'whsec_c', 'whsec_d', 'whsec_e'].entries()) {
    const state = past.reduce<Webhook | null>(evolve, null);
    if (index === 3)
      given(...past)
        .when(rotate(secret, hour(4)))
        .refuses('webhook.rotated_often');
    else past.push(...rotate(secret, hour(index + 1))(state));
  }
  given(...past)
    .when(rotate('whsec_e', hour(26)))
    .leaves({ state: 'ENABLED' });
});
test('rotate: refuses an unknown webhook', () =>
  given()
    .when(rotate('whsec_b', hour(1)))
    .refuses('webhook.not_found'));
