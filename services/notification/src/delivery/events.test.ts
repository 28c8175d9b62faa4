/** The bytes of the only event of a delivery, since its last result is told in both languages. */
import { expect, test } from '@jest/globals';
import { DeliveryFailed } from '@naru/contracts/notification/v1/events';
import type { Webhook } from '@naru/contracts/notification/v1/subscription';
import { goldenEvents } from '@naru/testing/golden';
import type { Delivery } from './delivery.ts';
import { publish } from './events.ts';
import { toProto } from './message.ts';
import { tell } from './texts.ts';

const delivery: Delivery = {
  id: 'dlv_01h455vb4pex5vsknk084sn02q',
  webhookId: 'whk_01h455vb4pex5vsknk084sn02q',
  eventId: '0b7f7a52-5a57-4a4e-8f5e-3c1f3a1f2d11',
  eventType: 'naru.registry.venture.published.v1',
  aggregateId: 'ven_01h455vb4pex5vsknk084sn02q',
  aggregateVersion: 4,
  body: '',
  traceparent: '',
  state: 'DEAD',
  attempts: 8,
  lastResult: tell('answered', { status: 500 }),
  createdAt: new Date(Date.UTC(2015, 4, 11)),
  updatedAt: new Date(Date.UTC(2015, 4, 12)),
};
const webhook: Webhook = {
  id: 'whk_01h455vb4pex5vsknk084sn02q',
  owner: 'org_01h455vb4pex5vsknk084sn02q',
  url: 'https://partner.example',
  eventTypes: ['naru.registry.venture.*'],
  state: 'ENABLED',
  stateReason: undefined,
  secret: '',
  createTime: new Date(Date.UTC(2015, 4, 1)),
  etag: '',
  secretWithheld: false,
};
const published = [publish({ type: 'DeliveryGivenUp', delivery, webhook }, delivery)];

const golden = goldenEvents({ published, of: 'naru.notification.delivery.', at: import.meta.url });

test('the released bytes decode to the whole failure', () => {
  expect(DeliveryFailed.decode(golden('naru.notification.delivery.failed.v1'))).toEqual({
    delivery: toProto(delivery),
    webhook,
  });
});

/** Sent while the last result was one English sentence. */
const EARLIER =
  'CqgBCh5kbHZfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHndoa18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRokMGI3ZjdhNTItNWE1Ny00YTRlLThmNWUtM2MxZjNhMWYyZDExIiJuYXJ1LnJlZ2lzdHJ5LnZlbnR1cmUucHVibGlzaGVkLnYxKAQwCDoISFRUUCA1MDBKBgiA4r+qBVIGCICFxaoFEnwKHndoa18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIeb3JnXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGhdodHRwczovL3BhcnRuZXIuZXhhbXBsZSIXbmFydS5yZWdpc3RyeS52ZW50dXJlLiooAUIGCICEi6oF';

test('an event of before the last result was said in two languages is read without it', () => {
  expect(DeliveryFailed.decode(Buffer.from(EARLIER, 'base64'))).toEqual({
    delivery: { ...toProto(delivery), lastResult: undefined },
    webhook,
  });
});
