/** The parts of a service without a server: its answers, subscriptions and collections at run time. */
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { readConfig, serviceConfig } from '@naru/kit/config';
import { MongoClient } from 'mongodb';
import { handAmbient } from './hand-ambient.ts';

/** A key for secrets that no test keeps. */
export const TEST_SEALING_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** The configuration of a service that asks no server. */
export const GROUNDLESS_CONFIG = readConfig(serviceConfig, {
  OIDC_ISSUER: 'urn:nobody',
  OIDC_JWKS_URL: 'http://localhost/jwks.json',
  MONGODB_URI: 'mongodb://localhost',
  NATS_URL: 'nats://localhost',
  SEALING_KEYS: TEST_SEALING_KEYS,
});

export const partsOf = (spec: ServiceSpec): Parts => spec.parts(groundlessHost());

/** The parts by name. A part that is not listed here is never relayed, called, timed or looked up. */
export function madeOf(spec: ServiceSpec) {
  const { implementations, aggregates, subscriptions, timers, operations, objects, names, lookups, ready } =
    partsOf(spec);
  return {
    answers: implementations.map(({ definition }) => definition.name),
    nouns: (aggregates ?? []).map(({ noun }) => noun).sort(),
    snapshots: (aggregates ?? []).filter(({ snapshots }) => snapshots).length,
    /** The number of event types of each subscription. */
    hears: Object.fromEntries((subscriptions ?? []).map(({ name, handlers }) => [name, handlers.length])),
    timers: (timers ?? []).length,
    operations: Object.fromEntries(Object.entries(operations ?? {}).map(([kind, { lane }]) => [kind, lane])),
    objects: Object.keys(objects ?? {}).sort(),
    names: Object.keys(names ?? {}).sort(),
    lookups: Object.keys(lookups ?? {}).sort(),
    ready: Object.keys(ready ?? {}),
  };
}

/** An unconnected driver still gives collections. Any use that needs a server fails with an error. */
function groundlessHost(): Host {
  const ambient = handAmbient(new Date(0));
  return {
    db: new MongoClient(GROUNDLESS_CONFIG.MONGODB_URI).db('nobody'),
    bus: atStartOnly('bus'),
    relay: atStartOnly('relay'),
    saved: atStartOnly('saved'),
    config: GROUNDLESS_CONFIG,
    ambient,
    operations: () => atStartOnly('operations'),
    ownCause: () => ({ actor: 'nobody', now: ambient.now(), newId: ambient.newId }),
  };
}

const atStartOnly = <T extends object>(what: string): T =>
  new Proxy({} as T, {
    get: (_, key) => () => {
      throw new Error(`${what}.${String(key)} was called while the parts were put together: do it in parts.start`);
    },
  });
