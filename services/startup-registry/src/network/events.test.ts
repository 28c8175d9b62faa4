/** The bytes of the only event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import { publish } from './events.ts';
import { toProto } from './message.ts';

const published = [publish({ type: 'NetworkPlanned', centres: 17 }, { centres: 17 })];

const golden = goldenEvents({ published, of: 'naru.registry.network.', at: import.meta.url });

test('the released bytes decode to the plan', () => {
  expect(NetworkPlanned.decode(golden('naru.registry.network.planned.v1')).plan).toEqual(toProto({ centres: 17 }));
});
