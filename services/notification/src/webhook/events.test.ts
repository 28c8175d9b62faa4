/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { WebhookDisabled, WebhookRegistered } from '@naru/contracts/notification/v1/events';
import { publish, shown } from './events.ts';
import type { Webhook, WebhookEvent } from './webhook.ts';

const webhook: Webhook = {
  id: 'whk_01h455vb4pex5vsknk084sn02q',
  owner: 'org_01h455vb4pex5vsknk084sn02q',
  ids: ['org_01h455vb4pex5vsknk084sn02q'],
  seesAll: false,
  url: 'https://partner.example/events/key-in-the-path?key=in-the-query',
  eventTypes: ['naru.registry.venture.*', 'naru.program.round.opened.v1'],
  state: 'DISABLED',
  stateReason: 'the address answered 410 Gone',
  secrets: [{ value: 'whsec_c2VjcmV0', until: undefined }],
  createdAt: new Date(Date.UTC(2015, 4, 11)),
};
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CrkBCh53aGtfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHm9yZ18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoXaHR0cHM6Ly9wYXJ0bmVyLmV4YW1wbGUiF25hcnUucmVnaXN0cnkudmVudHVyZS4qIhxuYXJ1LnByb2dyYW0ucm91bmQub3BlbmVkLnYxKAIyHXRoZSBhZGRyZXNzIGFuc3dlcmVkIDQxMCBHb25lQgYIgOK/qgU=';
const TYPES: Record<WebhookEvent['type'], string> = {
  WebhookRegistered: 'naru.notification.webhook.registered.v1',
  WebhookEnabled: 'naru.notification.webhook.enabled.v1',
  WebhookDisabled: 'naru.notification.webhook.disabled.v1',
  WebhookSecretRotated: 'naru.notification.webhook.secret_rotated.v1',
};
const published = Object.keys(TYPES).map((type) => publish({ type } as WebhookEvent, webhook));

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  expect(published.map(({ event }) => event.type)).toEqual(Object.values(TYPES));
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.notification.webhook.'));
  expect(Object.values(TYPES).sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the webhook, without a secret of any kind', () => {
  expect(WebhookDisabled.decode(Buffer.from(GOLDEN, 'base64')).webhook).toEqual(shown(webhook));
  expect(shown(webhook)).toMatchObject({ url: 'https://partner.example', secret: '' });
  expect(Buffer.from(WebhookRegistered.encode({ webhook: shown(webhook) }).finish()).toString()).not.toMatch(
    /whsec|key/,
  );
});
