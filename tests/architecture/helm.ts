/** What Helm makes of the chart, as far as the rules look at it. */
import { parseAllDocuments } from 'yaml';

export interface Container {
  name: string;
  image: string;
  env: { name: string; value: string }[];
  ports?: { name: string; containerPort: number }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  lifecycle?: { preStop?: object };
  volumeMounts: { name: string; mountPath: string }[];
}

interface Probe {
  httpGet: { path: string; port: string };
}

interface Peer {
  podSelector?: { matchLabels: Record<string, string> };
  ipBlock?: { cidr: string };
}

interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port: number | string }[];
}

export interface Resource {
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    minReadySeconds?: number;
    clusterIP?: string;
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    template?: {
      metadata: { labels: Record<string, string> };
      spec: {
        containers: Container[];
        volumes: { name: string; secret?: { secretName: string; items?: { key: string }[] } }[];
      };
    };
    scaleTargetRef?: { name: string };
    ingress?: Rule[];
    egress?: Rule[];
  };
  data?: Record<string, string>;
}

/** @throws at YAML that is none, such as a key that stands twice */
export const resourcesOf = (rendered: string): Resource[] =>
  parseAllDocuments(rendered, { uniqueKeys: true })
    .filter((one) => one.contents !== null)
    .map((one) => {
      if (one.errors[0]) throw one.errors[0];
      return one.toJS() as Resource;
    });

export function find(resources: readonly Resource[], kind: string, name: string): Resource {
  const found = resources.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`the chart makes no ${kind} ${name}`);
  return found;
}

/** The one container of a Deployment or a Job. */
export function containerOf({ metadata, spec }: Resource): Container {
  const [container, ...more] = spec.template?.spec.containers ?? [];
  if (!container || more.length > 0) throw new Error(`${metadata.name} has not one container`);
  return container;
}

export const environmentOf = ({ env }: Container): Record<string, string> =>
  Object.fromEntries(env.map(({ name, value }) => [name, value]));

/** The keys of the Secrets that are mounted, by the paths of the files. */
export function secretFiles({ spec }: Resource): string[] {
  const mounts = spec.template?.spec.containers[0]?.volumeMounts ?? [];
  return (spec.template?.spec.volumes ?? []).flatMap(({ name, secret }) => {
    const at = mounts.find((mount) => mount.name === name)?.mountPath;
    return (secret?.items ?? []).map(({ key }) => `${at}/${key}`);
  });
}

/** The names of the pods that a network policy lets in by a port, or lets its own reach. */
export const peersBy = (rules: readonly Rule[] | undefined, port: number | string): string[] =>
  (rules ?? [])
    .filter((rule) => rule.ports?.some((one) => one.port === port))
    .flatMap((rule) => rule.from ?? rule.to ?? [{}])
    .map(({ podSelector, ipBlock }) => podSelector?.matchLabels['app.kubernetes.io/name'] ?? ipBlock?.cidr ?? 'anyone');
