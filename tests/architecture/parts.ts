/** The parts of every service, built without a server: its methods, subscriptions and collections at run time. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Parts, ServiceSpec } from '@naru/kit/boot';
import { partsOf } from '@naru/testing/parts';
import { root } from './source.ts';
import { WITHOUT_NOUNS } from './walls.ts';

export interface BuiltService {
  spec: ServiceSpec;
  parts: Parts;
}

/** The services that consist of nouns. */
export const serviceNames = (): string[] =>
  readdirSync(path.join(root, 'services')).filter(
    (name) => !(name in WITHOUT_NOUNS) && existsSync(path.join(root, 'services', name, 'src/service.ts')),
  );

export const buildServices = (): Promise<BuiltService[]> =>
  Promise.all(
    serviceNames().map(async (name) => {
      const spec = await specOf(name);
      return { spec, parts: partsOf(spec) };
    }),
  );

async function specOf(name: string): Promise<ServiceSpec> {
  const module = (await import(`@naru/${name}/service`)) as Record<string, unknown>;
  const spec = Object.values(module).find((value) => (value as Partial<ServiceSpec>)?.name === name);
  if (!spec) throw new Error(`services/${name}/src/service.ts exports no ServiceSpec with the name ${name}`);
  return spec as ServiceSpec;
}
