/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { CentreOpened, HostAssigned } from '@naru/contracts/registry/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import type { Centre } from './centre.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const centre: Centre = {
  id: 'KR-49',
  name: { ko: '제주창조경제혁신센터', en: 'Jeju Center for Creative Economy and Innovation' },
  region: { ko: '제주', en: 'Jeju' },
  city: undefined,
  openingOrder: 13,
  openedOn: { year: 2015, month: 6, day: 26 },
  specialisations: [{ ko: '관광', en: 'tourism' }],
  capabilities: [],
  hosts: [
    {
      organisationId: 'org_01h455vb4pex5vsknk084sn02q',
      role: 'LEAD',
      from: { year: 2015, month: 6, day: 26 },
      to: undefined,
    },
  ],
  source: { externalId: 'centre:fixture', fictional: false, refs: ['A3-01'] },
};
const published = [
  publish({ type: 'CentreOpened', centre }, centre),
  publish({ type: 'HostsChanged', hosts: centre.hosts }, centre),
  snapshot(centre),
];

const golden = goldenEvents({
  published,
  of: ['naru.registry.centre.', 'naru.registry.host.'],
  at: import.meta.url,
});

test('the released bytes decode to the whole centre', () => {
  expect(CentreOpened.decode(golden('naru.registry.centre.opened.v1')).centre).toEqual(toProto(centre));
  expect(HostAssigned.decode(golden('naru.registry.host.assigned.v1')).centre).toEqual(toProto(centre));
});
