import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { evolve, type Network, type NetworkEvent, planNetwork } from './network.ts';

const given = scenario<Network, NetworkEvent>({ evolve });
const planned: NetworkEvent = { type: 'NetworkPlanned', centres: 17 };

test('plan: sets the number of centres', () =>
  given()
    .when((n) => planNetwork(n, { centres: 17, opened: 0 }))
    .then(planned));
test('plan: refuses fewer centres than have opened', () =>
  given(planned)
    .when((n) => planNetwork(n, { centres: 9, opened: 10 }))
    .refuses('network.too_small', {
      ko: 'centres: 이미 10번째 센터까지 개소했습니다. 10곳 이상으로 계획하십시오',
      en: 'centres: centre number 10 is open already; plan at least 10 centres',
    }));
test('plan: does nothing if nothing changes', () =>
  given(planned)
    .when((n) => planNetwork(n, { centres: 17, opened: 10 }))
    .nothing());
