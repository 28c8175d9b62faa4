/** The deployment must give every process its variables and no unknown ones. This check needs no container engine. */

import { gatewayConfig } from '@naru/gateway/config';
import { type Environment, layConfig, readConfig, SECRETS, serviceConfig } from '@naru/kit/config';
import { GATEWAY, SERVICES } from '@naru/local/services';
import { parse } from 'yaml';
import type { z } from 'zod';

export interface ComposeService {
  image?: string;
  build?: { dockerfile: string; args: { SERVICE: string } };
  environment?: Record<string, string>;
  ports?: string[];
  labels?: Record<string, string>;
  deploy?: { replicas?: string; resources: { limits: { cpus?: string; memory?: string } } };
  secrets?: string[];
  depends_on?: Record<string, { condition: string }>;
}

export interface Compose {
  services: Record<string, ComposeService>;
  secrets?: Record<string, { file: string }>;
}

/** The content of compose.yaml after its variables are filled in. */
export function composeOf(text: string, variables: Environment): Compose {
  const filled = text.replaceAll(
    /(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, sign: string, rest: string) => {
      const value = variables[name] || (sign === '-' ? rest : '');
      if (!value && sign !== '-')
        throw new Error(`compose.yaml needs ${name}, which compose.env.example does not give`);
      return value;
    },
  );
  return parse(filled, { merge: true }) as Compose;
}

/** One file over another, as far as ours go: maps are merged, and everything else is replaced. */
export function overlaid(base: Compose, over: Compose): Compose {
  const services = Object.entries(over.services).map(([name, { environment, ...more }]) => {
    const own = base.services[name];
    return [name, { ...own, ...more, environment: { ...own?.environment, ...environment } }];
  });
  return { ...base, services: { ...base.services, ...Object.fromEntries(services) } };
}

/** The variables that compose.yaml takes from outside. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name)),
];

export const readEnvFile = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

const PROCESSES = [...SERVICES, GATEWAY].map(({ name }) => name);
/** The deploy step of the bus: a process of ours that ends. */
const STEP = 'bus-init';
const SERVERS = ['mongo', 'mongo-init', 'nats', 'otel-collector'];
/** Asks the collector, whose image has nothing that could. */
const PROBE = 'collector-health';
/** These end by themselves. */
const STEPS = [STEP, 'mongo-init'];
/** Variables that Node itself reads. */
const NODE_VARIABLES = new Set(['NODE_ENV', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS', 'MALLOC_ARENA_MAX']);

export function composeComplaints({ services }: Compose, image: Environment): string[] {
  const names = Object.keys(services);
  const wanted = [...PROCESSES, STEP, ...SERVERS, PROBE];
  return [
    ...wanted.filter((name) => !names.includes(name)).map((name) => `compose.yaml has no ${name}`),
    ...names.filter((name) => !wanted.includes(name)).map((name) => `${name} is in compose.yaml, but nothing of Naru`),
    ...Object.entries(services).flatMap(([name, service]) => [
      ...placeComplaints(name, service),
      ...limitComplaints(name, service),
      ...ownComplaints(name, service, image),
      ...orderComplaints(name, service),
    ]),
  ];
}

function ownComplaints(name: string, service: ComposeService, image: Environment): string[] {
  if (PROCESSES.includes(name)) return processComplaints(name, service, image);
  if (name === PROBE) return [];
  if (name !== STEP) return serverComplaints(name, service);
  return configComplaints(name, service.environment ?? {}, Object.keys(service.environment ?? {}));
}

function placeComplaints(name: string, { ports }: ComposeService): string[] {
  const expected = name === GATEWAY.name ? ['8080:8080'] : [];
  return JSON.stringify(ports ?? []) === JSON.stringify(expected)
    ? []
    : [`${name} publishes ${JSON.stringify(ports ?? [])}: only the gateway is reached from outside, on 8080`];
}

/** What lasts has a limit, so that it cannot take the machine from the others; a process says how many there are. */
function limitComplaints(name: string, { deploy, labels, image }: ComposeService): string[] {
  if (STEPS.includes(name)) return [];
  const { cpus, memory } = deploy?.resources.limits ?? {};
  const own = PROCESSES.includes(name);
  return [
    ...(cpus && memory ? [] : [`${name} has no limit of its CPUs and its memory`]),
    ...(!own || deploy?.replicas ? [] : [`${name} does not say how many containers there are`]),
    ...(!own || labels?.['org.naru.service.version'] ? [] : [`${name} has no label with its version`]),
    ...(!own || image?.endsWith(`/${name}:dev`) ? [] : [`${name} has no image with a version`]),
  ];
}

function processComplaints(name: string, { build, environment = {} }: ComposeService, image: Environment): string[] {
  const built = build?.dockerfile === 'deploy/Dockerfile' && build.args.SERVICE === name;
  return [
    ...(built ? [] : [`${name} is not built from deploy/Dockerfile with SERVICE: ${name}`]),
    ...configComplaints(name, { ...image, ...environment }, Object.keys(environment)),
  ];
}

const isRead = (variable: string, shape: z.ZodRawShape): boolean =>
  variable in shape || SECRETS.some((name) => name in shape && variable === `${name}_FILE`);

/** Reads the environment as the process would, and reports missing, wrong and unknown variables. */
export function configComplaints(name: string, env: Environment, own: readonly string[]): string[] {
  const shape: z.ZodRawShape = name === GATEWAY.name ? gatewayConfig : name === STEP ? layConfig : serviceConfig;
  const unknown = own
    .filter((variable) => !isRead(variable, shape) && !NODE_VARIABLES.has(variable))
    .map((variable) => `${name} is given ${variable}, which it does not read`);
  try {
    readConfig(shape, env);
    return unknown;
  } catch (error) {
    return [...unknown, `${name}: ${(error as Error).message}`];
  }
}

function serverComplaints(name: string, { image = '' }: ComposeService): string[] {
  return /:\d+\.\d+/.test(image) ? [] : [`${name} runs ${image || 'no image'}: pin its version`];
}

/** Everything starts after the processes that it needs: servers, services, gateway. */
function orderComplaints(name: string, { depends_on = {} }: ComposeService): string[] {
  const needed =
    name === GATEWAY.name
      ? SERVICES.map((one) => one.name)
      : PROCESSES.includes(name)
        ? ['mongo-init', STEP]
        : name === STEP
          ? ['nats']
          : [];
  return needed
    .filter(
      (other) => !['service_healthy', 'service_completed_successfully'].includes(depends_on[other]?.condition ?? ''),
    )
    .map((other) => `${name} does not wait until ${other} is ready`);
}

/** The variables that the last stage of the Dockerfile sets. */
export function imageEnvironment(dockerfile: string): Record<string, string> {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  const [, block = ''] = /\nENV ((?:.*\\\n)*.*)\n/.exec(last) ?? [];
  return Object.fromEntries([...block.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}

export interface Versions {
  node: string;
  pnpm: string;
}

export function dockerfileComplaints(dockerfile: string, { node, pnpm }: Versions): string[] {
  const bases = [...dockerfile.matchAll(/^FROM (node:\S+)/gm)].map(([, image]) => image);
  const variables = Object.keys(imageEnvironment(dockerfile));
  const known = { ...serviceConfig, ...gatewayConfig };
  return [
    ...(/^COPY libs libs$/m.test(dockerfile)
      ? []
      : ['the Dockerfile does not copy all of libs/: a service may need any of them']),
    ...bases
      .filter((image) => image !== `node:${node}-bookworm-slim`)
      .map((image) => `the image is ${image}, package.json has Node ${node}`),
    ...(bases.length > 0 ? [] : ['no stage begins with a Node image']),
    ...(dockerfile.includes(`pnpm@${pnpm}\n`) ? [] : [`package.json has pnpm ${pnpm}, the Dockerfile another one`]),
    ...variables.filter((name) => !(name in known) && !NODE_VARIABLES.has(name)).map((name) => `nobody reads ${name}`),
    ...(/^USER [1-9]\d*$/m.test(dockerfile) ? [] : ['the process runs as root: end with USER and a number']),
    ...(/^HEALTHCHECK (.*\\\n)*.*\/livez/m.test(dockerfile) ? [] : ['the health check does not ask /livez']),
    ...(/^CMD \["node", "src\/main.ts"\]$/m.test(dockerfile) ? [] : ['the command is not node src/main.ts']),
  ];
}
