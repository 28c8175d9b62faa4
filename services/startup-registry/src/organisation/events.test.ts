/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { OrganisationRegistered } from '@naru/contracts/registry/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Organisation } from './organisation.ts';

const organisation: Organisation = {
  id: 'org_01h455vb4pex5vsknk084sn02q',
  name: { ko: '가온', en: 'Gaon' },
  country: 'KR',
  brn: '1248100998',
  source: { externalId: 'organisation:fixture', fictional: false, refs: ['A3-06'] },
};
const published = [publish({ type: 'OrganisationRegistered', organisation }, organisation), snapshot(organisation)];

const golden = goldenEvents({ published, of: 'naru.registry.organisation.', at: import.meta.url });

test('the released bytes decode to the whole organisation', () => {
  const { organisation: read } = OrganisationRegistered.decode(golden('naru.registry.organisation.registered.v1'));
  expect(read).toEqual(toProto(organisation, 1));
});
