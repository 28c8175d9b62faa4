import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SECRETS } from '@naru/kit/config';
import { CONSUMERS_FILE } from '@naru/local/bus-plan';
import { CONTEXTS, GATEWAY } from '@naru/local/services';
import { parse } from 'yaml';
import { configComplaints, imageEnvironment } from './deploy.ts';
import { containerOf, environmentOf, find, peersBy, type Resource, resourcesOf, secretFiles } from './helm.ts';
import { read, root } from './source.ts';
import { ask, HELM, KUBERNETES_VALIDATE, testWith } from './tools.ts';

const CHART = 'deploy/helm/naru';
const LEAST = 'ci/least-values.yaml';
const FULL = 'ci/full-values.yaml';
const ALL = [LEAST, FULL];
/** The oldest version that the chart takes, and the newest that the validator knows. */
const KUBERNETES = ['1.29', '1.37'];
const SERVICES = Object.keys(CONTEXTS);
const image = imageEnvironment(read('deploy/Dockerfile'));
const values = parse(read(`${CHART}/values.yaml`)) as {
  services: Record<string, { context: string; secretKeys?: string[] }>;
};

function rendered(file: string, ...more: string[]): string {
  const args = ['template', 'naru', CHART, '--kube-version', '1.31.0', '--values', `${CHART}/${file}`, ...more];
  const { status, output, complaint } = ask(HELM, args, { cwd: root });
  if (status !== 0) throw new Error(complaint);
  return output;
}

test('the chart has every service under its context', () => {
  const named = Object.entries(values.services).map(([name, { context }]) => [name, context]);
  expect(Object.fromEntries(named)).toEqual(CONTEXTS);
});

test('the chart lays the bus for those who hear something', () => {
  expect(read(`${CHART}/files/consumers.txt`)).toBe(read(CONSUMERS_FILE));
});

testWith([HELM], 'helm: the chart is sound', () => {
  for (const file of ALL) {
    const { status, output, complaint } = ask(HELM, ['lint', '--strict', CHART, '--values', `${CHART}/${file}`], {
      cwd: root,
    });
    expect([file, status, status === 0 ? '' : output + complaint]).toEqual([file, 0, '']);
  }
});

testWith([HELM, KUBERNETES_VALIDATE], 'kubernetes-validate: what the chart makes is what Kubernetes takes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-chart-'));
  for (const file of ALL) {
    const whole = path.join(folder, 'whole.yaml');
    writeFileSync(whole, rendered(file));
    for (const version of KUBERNETES) {
      const { status, output, complaint } = ask(KUBERNETES_VALIDATE, ['--strict', '--quiet', '-k', version, whole]);
      expect([file, version, status, output, complaint]).toEqual([file, version, 0, '', '']);
    }
  }
  rmSync(folder, { recursive: true });
});

/** Reads the environment of a process as it would, with its Secrets in a folder here. */
function complaintsOf(resource: Resource, process: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-secrets-'));
  const environment = environmentOf(containerOf(resource));
  const files = secretFiles(resource);
  const lacking: string[] = [];
  for (const name of SECRETS) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (!files.includes(file)) lacking.push(`${process} has no ${file}`);
    const here = path.join(folder, name);
    writeFileSync(here, name === 'MONGODB_URI' ? 'mongodb://mongo' : `2026:${Buffer.alloc(32).toString('base64')}`);
    environment[`${name}_FILE`] = here;
  }
  const own = Object.keys(environment);
  const complaints = configComplaints(process, { ...(process === 'bus-init' ? {} : image), ...environment }, own);
  rmSync(folder, { recursive: true });
  return [...lacking, ...complaints];
}

describe.each(ALL)('%s', (file) => {
  testWith([HELM], 'helm: each process gets the variables that it reads, and its secrets from files', () => {
    const resources = resourcesOf(rendered(file));
    for (const name of [...SERVICES, GATEWAY.name])
      expect(complaintsOf(find(resources, 'Deployment', `naru-${name}`), name)).toEqual([]);
    expect(complaintsOf(find(resources, 'Job', 'naru-bus-init'), 'bus-init')).toEqual([]);
    expect(find(resources, 'ConfigMap', 'naru-consumers').data?.['consumers.txt']).toBe(read(CONSUMERS_FILE).trimEnd());
  });

  testWith([HELM], 'helm: each process is watched, replaced without a gap, and counted', () => {
    const resources = resourcesOf(rendered(file));
    for (const name of [...SERVICES, GATEWAY.name]) {
      const deployment = find(resources, 'Deployment', `naru-${name}`);
      const { startupProbe, livenessProbe, readinessProbe, lifecycle } = containerOf(deployment);
      // A service that waits for its database is alive; a gateway whose service is away still serves the others.
      expect([startupProbe, livenessProbe].map((probe) => probe?.httpGet)).toEqual(
        Array(2).fill({ path: '/livez', port: 'health' }),
      );
      const ready = name === GATEWAY.name ? { path: '/livez', port: 'http' } : { path: '/readyz', port: 'health' };
      expect(readinessProbe?.httpGet).toEqual(ready);
      // The gateway waits by itself (CLOSING_MS).
      expect([name, Boolean(lifecycle?.preStop)]).toEqual([name, name !== GATEWAY.name]);
      expect(deployment.spec.minReadySeconds).toBeGreaterThan(0);
      const { matchLabels } = find(resources, 'PodDisruptionBudget', `naru-${name}`).spec.selector ?? {};
      expect(deployment.spec.template?.metadata.labels).toMatchObject(matchLabels ?? { no: 'selector' });
      expect(deployment.spec.selector?.matchLabels).toEqual(matchLabels);
    }
  });

  testWith([HELM], 'helm: the gateway sees every replica of a service, and only it calls them', () => {
    const resources = resourcesOf(rendered(file));
    const addresses = environmentOf(containerOf(find(resources, 'Deployment', 'naru-gateway')));
    const heard = read(CONSUMERS_FILE);
    for (const [name, context] of Object.entries(CONTEXTS)) {
      expect(addresses[`${context.toUpperCase()}_ADDRESS`]).toBe(`naru-${name}:50051`);
      expect(find(resources, 'Service', `naru-${name}`).spec).toMatchObject({ clusterIP: 'None' });
      const { ingress, egress } = find(resources, 'NetworkPolicy', `naru-${name}`).spec;
      expect(peersBy(ingress, 'grpc')).toEqual(['gateway']);
      // Whoever hears something reaches the bus; nobody reaches another service.
      if (heard.includes(`${name} / `)) expect(peersBy(egress, 4222)).not.toEqual([]);
      expect(peersBy(egress, 'grpc')).toEqual([]);
      expect([name, peersBy(egress, 443).includes('0.0.0.0/0')]).toEqual([name, name === 'notification']);
    }
    expect(peersBy(find(resources, 'NetworkPolicy', 'naru-gateway').spec.egress, 'grpc').sort()).toEqual(
      [...SERVICES].sort(),
    );
  });
});

testWith([HELM], 'helm: with scaling every process has its scaler, and no fixed number', () => {
  const resources = resourcesOf(rendered(FULL));
  for (const name of [...SERVICES, GATEWAY.name]) {
    expect(find(resources, 'HorizontalPodAutoscaler', `naru-${name}`).spec.scaleTargetRef?.name).toBe(`naru-${name}`);
    expect(find(resources, 'Deployment', `naru-${name}`).spec.replicas).toBeUndefined();
  }
});

testWith([HELM], 'helm: what has to be set is named', () => {
  expect(() => rendered(LEAST, '--set', 'oidc.issuer=')).toThrow('oidc.issuer: the issuer of the tokens');
  expect(() => rendered(LEAST, '--set', 'bus.url=')).toThrow('bus.url: the address of NATS');
});
