/** The bytes of the one event of a delivery, as they were first released. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { DeliveryFailed } from '@naru/contracts/notification/v1/events';
import type { Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Delivery } from './delivery.ts';
import { publish } from './events.ts';
import { toProto } from './message.ts';

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
  lastResult: 'HTTP 500',
  createdAt: new Date(Date.UTC(2015, 4, 11)),
  updatedAt: new Date(Date.UTC(2015, 4, 12)),
};
const webhook: Webhook = {
  id: 'whk_01h455vb4pex5vsknk084sn02q',
  owner: 'org_01h455vb4pex5vsknk084sn02q',
  url: 'https://partner.example',
  eventTypes: ['naru.registry.venture.*'],
  state: 'ENABLED',
  stateReason: '',
  secret: '',
  createTime: new Date(Date.UTC(2015, 4, 1)),
  etag: '',
};
const GOLDEN =
  'CqgBCh5kbHZfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHndoa18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRokMGI3ZjdhNTItNWE1Ny00YTRlLThmNWUtM2MxZjNhMWYyZDExIiJuYXJ1LnJlZ2lzdHJ5LnZlbnR1cmUucHVibGlzaGVkLnYxKAQwCDoISFRUUCA1MDBKBgiA4r+qBVIGCICFxaoFEnwKHndoa18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIeb3JnXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGhdodHRwczovL3BhcnRuZXIuZXhhbXBsZSIXbmFydS5yZWdpc3RyeS52ZW50dXJlLiooAUIGCICEi6oF';

test('a failure has the bytes it was released with', () => {
  const { event, data } = publish({ type: 'DeliveryGivenUp', delivery, webhook }, delivery);
  expect(event.type).toBe('naru.notification.delivery.failed.v1');
  expect(Buffer.from(data).toString('base64')).toBe(GOLDEN);
});

test('the catalogue has no other event of deliveries', () => {
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.notification.delivery.'));
  expect(catalogue).toEqual(['naru.notification.delivery.failed.v1']);
});

test('the released bytes are read as the whole failure', () => {
  expect(DeliveryFailed.decode(Buffer.from(GOLDEN, 'base64'))).toEqual({ delivery: toProto(delivery), webhook });
});
