/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { WebhookDisabled, WebhookRegistered } from '@naru/contracts/notification/v1/events';
import type { Sealed } from '@naru/kit/seal';
import { goldenEvents } from '@naru/testing/golden';
import { publish, shown } from './events.ts';
import type { Webhook, WebhookEvent } from './webhook.ts';

/** Where sealing does not matter. */
const sealedAs = (text: string): Sealed => ({ keyId: 'test', nonce: '', text, tag: '' });

const webhook: Webhook = {
  id: 'whk_01h455vb4pex5vsknk084sn02q',
  owner: 'org_01h455vb4pex5vsknk084sn02q',
  ids: ['org_01h455vb4pex5vsknk084sn02q'],
  seesAll: false,
  url: 'https://partner.example/events/key-in-the-path?key=in-the-query',
  eventTypes: ['naru.registry.venture.*', 'naru.program.round.opened.v1'],
  state: 'DISABLED',
  stateReason: 'gone',
  secrets: [{ sealed: sealedAs('whsec_c2VjcmV0'), until: undefined }],
  createdAt: new Date(Date.UTC(2015, 4, 11)),
};
const TYPES: Record<WebhookEvent['type'], string> = {
  WebhookRegistered: 'naru.notification.webhook.registered.v1',
  WebhookEnabled: 'naru.notification.webhook.enabled.v1',
  WebhookDisabled: 'naru.notification.webhook.disabled.v1',
  WebhookUpdated: 'naru.notification.webhook.updated.v1',
  WebhookDeleted: 'naru.notification.webhook.deleted.v1',
  WebhookSecretRotated: 'naru.notification.webhook.secret_rotated.v1',
};
const published = Object.keys(TYPES).map((type) => publish({ type } as WebhookEvent, webhook));

const golden = goldenEvents({ published, of: 'naru.notification.webhook.', at: import.meta.url });

test('the released bytes decode to the webhook, without any secret', () => {
  expect(WebhookDisabled.decode(golden('naru.notification.webhook.disabled.v1')).webhook).toEqual(shown(webhook));
  expect(shown(webhook)).toMatchObject({ url: 'https://partner.example', secret: '' });
  expect(Buffer.from(WebhookRegistered.encode({ webhook: shown(webhook) }).finish()).toString()).not.toMatch(
    /whsec|key/,
  );
});
