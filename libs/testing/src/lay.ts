/** The deploy step of the bus for services in a test, and the user that may do everything on the bus of a test run. */

import { layDurable, layStream } from '@naru/bus/lay';
import { type Hearing, heardContexts } from '@naru/bus/names';
import { contexts } from '@naru/contracts';
import type { ServiceSpec } from '@naru/kit/boot';
import { type Bus, connectBus } from '@naru/kit/bus';
import type { Environment } from '@naru/kit/config';
import { hearingOf } from '@naru/kit/subscribe';

/** The servers of a test run have this user besides those of the services, with the same password. */
const EVERYTHING = 'whole';

/** The name of services that exist only in a test. */
const ONLY_HERE = 'test-service';

/**
 * How services of a test reach the bus. On the servers of a test run the services of the contract have their own users,
 * and services that exist only in a test may do everything. Other servers are taken as given.
 */
export function busEnvironment(
  natsUrl: string,
  specs: readonly Pick<ServiceSpec, 'name' | 'context'>[] = [],
): Environment {
  const url = new URL(natsUrl.split(',')[0] ?? natsUrl);
  if (url.username !== EVERYTHING) return { NATS_URL: natsUrl, NATS_ACCOUNTS: 'one' };
  const real = specs.length > 0 && specs.every(({ name, context }) => name !== ONLY_HERE && contexts.includes(context));
  return {
    NATS_URL: `nats://${url.host}`,
    NATS_PASSWORD: decodeURIComponent(url.password),
    NATS_ACCOUNTS: 'one',
    ...(real ? {} : { NATS_USER: EVERYTHING }),
  };
}

/** A connection that may do everything, for a test that looks at the bus or speaks for a service. */
export const wholeBus = ({ NATS_URL = '', NATS_PASSWORD, SUBJECT_PREFIX = '' }: Environment): Promise<Bus> =>
  connectBus({ url: NATS_URL, prefix: SUBJECT_PREFIX, name: 'test', user: EVERYTHING, password: NATS_PASSWORD });

/** Makes the streams that a subscription hears, and its durables on them. */
export async function layHearing(bus: Bus, hearing: Hearing): Promise<void> {
  for (const context of heardContexts(hearing)) {
    await layStream(bus, context);
    await layDurable(bus, context, hearing);
  }
}

/** The same service; before it hears, its stream and its durables are made, as the deploy step would. */
export const withBusLaid = (spec: ServiceSpec, env: Environment): ServiceSpec => ({
  ...spec,
  parts: (host) => {
    const parts = spec.parts(host);
    const start = async () => {
      const bus = await wholeBus(env);
      await layStream(bus, spec.context);
      for (const one of parts.subscriptions ?? []) await layHearing(bus, hearingOf(spec.name, one));
      await bus.close();
      await parts.start?.();
    };
    return { ...parts, start };
  },
});
