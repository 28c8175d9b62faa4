/** What a service is made of, without a server: what it would answer, hear and own at run time. */
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { readConfig, serviceConfig } from '@naru/kit/config';
import { MongoClient } from 'mongodb';
import { handAmbient } from './hand-ambient.ts';

export const partsOf = (spec: ServiceSpec): Parts => spec.parts(groundlessHost());

/** The parts by their names: what is not listed here is never relayed, heard, timed or looked up. */
export function madeOf(spec: ServiceSpec) {
  const { implementations, aggregates, subscriptions, timers, operations, objects, names, ready } = partsOf(spec);
  return {
    answers: implementations.map(({ definition }) => definition.name),
    nouns: (aggregates ?? []).map(({ noun }) => noun).sort(),
    snapshots: (aggregates ?? []).filter(({ snapshots }) => snapshots).length,
    /** How many types of events each subscription hears. */
    hears: Object.fromEntries((subscriptions ?? []).map(({ name, handlers }) => [name, handlers.length])),
    timers: (timers ?? []).length,
    operations: Object.fromEntries(Object.entries(operations ?? {}).map(([kind, { lane }]) => [kind, lane])),
    objects: Object.keys(objects ?? {}).sort(),
    names: Object.keys(names ?? {}).sort(),
    ready: Object.keys(ready ?? {}),
  };
}

/** A driver that has not connected gives collections all the same; what would need a server says so. */
function groundlessHost(): Host {
  const config = readConfig(serviceConfig, {
    OIDC_ISSUER: 'urn:nobody',
    OIDC_JWKS_URL: 'http://localhost/jwks.json',
    MONGODB_URI: 'mongodb://localhost',
    NATS_URL: 'nats://localhost',
  });
  const ambient = handAmbient(new Date(0));
  return {
    db: new MongoClient(config.MONGODB_URI).db('nobody'),
    bus: atStartOnly('bus'),
    relay: atStartOnly('relay'),
    saved: atStartOnly('saved'),
    config,
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
