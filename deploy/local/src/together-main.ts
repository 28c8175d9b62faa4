/**
 * All of Naru in one process, for a small centre: less memory, and a start of a second. Solvers keep their threads. An error
 * that nobody catches ends the process, and so everything, and its supervisor starts it again.
 */
import '@naru/kit/node-version';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { realAmbient } from '@naru/kit/ambient';
import { type ServiceSpec, startService } from '@naru/kit/boot';
import { runProcess, type Started } from '@naru/kit/process';
import { named } from '@naru/telemetry/named';
import { repositoryDir } from './paths.ts';
import { GATEWAY, SERVICES } from './services.ts';
import { readTogether } from './together.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const moduleOf = (service: string, file: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(path.join(repositoryDir, 'services', service, 'src', file)).href);

const isSpec = (value: unknown, name: string): value is ServiceSpec => (value as ServiceSpec | null)?.name === name;

async function specOf(name: string): Promise<ServiceSpec> {
  const spec = Object.values(await moduleOf(name, 'service.ts')).find((value) => isSpec(value, name));
  if (!isSpec(spec, name)) throw new Error(`${name} exports no ServiceSpec`);
  return spec;
}

async function gatewayStart(): Promise<(env: Environment) => Promise<Started>> {
  const { startGatewayProcess } = await moduleOf(GATEWAY.name, 'process.ts');
  return startGatewayProcess as (env: Environment) => Promise<Started>;
}

async function start(): Promise<Started> {
  const environments = readTogether(process.env);
  const own = (name: string): Environment => ({ ...process.env, ...environments[name] });
  const specs = await Promise.all(SERVICES.map(({ name }) => specOf(name)));
  const services = await Promise.all(
    specs.map((spec) => named(spec.name, () => startService(spec, own(spec.name), realAmbient))),
  );
  const startGateway = await gatewayStart();
  const gateway = await named(GATEWAY.name, () => startGateway(own(GATEWAY.name)));
  return {
    ...gateway,
    stop: async () => {
      await gateway.stop();
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}

await runProcess(start, realAmbient);
