/** Every service's parts, built without a server: what it answers, hears and owns, as it would be at run time. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { serviceConfig } from '@naru/kit/config';
import { handAmbient } from '@naru/testing/hand-ambient';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { root } from './source.ts';
import { WITHOUT_NOUNS } from './walls.ts';

export interface BuiltService {
  spec: ServiceSpec;
  parts: Parts;
}

/** The services that are made of nouns. */
export const serviceNames = (): string[] =>
  readdirSync(path.join(root, 'services')).filter(
    (name) => !(name in WITHOUT_NOUNS) && existsSync(path.join(root, 'services', name, 'src/service.ts')),
  );

export const buildServices = (): Promise<BuiltService[]> =>
  Promise.all(
    serviceNames().map(async (name) => {
      const spec = await specOf(name);
      return { spec, parts: spec.parts(groundlessHost()) };
    }),
  );

async function specOf(name: string): Promise<ServiceSpec> {
  const module = (await import(`@naru/${name}/service`)) as Record<string, unknown>;
  const spec = Object.values(module).find((value) => (value as Partial<ServiceSpec>)?.name === name);
  if (!spec) throw new Error(`services/${name}/src/service.ts exports no ServiceSpec with the name ${name}`);
  return spec as ServiceSpec;
}

/** A driver that has not connected gives collections all the same; what would need a server says so. */
function groundlessHost(): Host {
  const config = z.object(serviceConfig).parse({
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
