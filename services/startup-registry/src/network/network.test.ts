import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { evolve, type Network, type NetworkEvent, planNetwork } from './network.ts';

const given = scenario<Network, NetworkEvent>({ evolve });
const planned: NetworkEvent = { type: 'NetworkPlanned', centres: 17 };

test('plan: says how many', () =>
  given()
    .when((n) => planNetwork(n, { centres: 17, opened: 0 }))
    .then(planned));
test('plan: refuses fewer than have opened', () =>
  given(planned)
    .when((n) => planNetwork(n, { centres: 9, opened: 10 }))
    .refuses('network.too_small'));
test('plan: stays quiet when nothing changes', () =>
  given(planned)
    .when((n) => planNetwork(n, { centres: 17, opened: 10 }))
    .nothing());
