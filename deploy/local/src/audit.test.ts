import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { auditedIn, vulnerableIn } from './audit.ts';
import { CHECKS } from './checks.ts';
import { repositoryDir } from './paths.ts';

const lockfile = (...packages: string[]) =>
  `lockfileVersion: '9.0'\n\npackages:\n\n${packages.map((one) => `  ${one}:\n    resolution: {}\n`).join('\n')}\nsnapshots:\n`;
const found = (one: string) => vulnerableIn(lockfile(one)).map((line) => line.split(';')[0]);

test('a package that an advisory names is found by its version, and the versions around it are not', () => {
  expect(found('protobufjs@8.0.0')).toEqual(['protobufjs@8.0.0: GHSA-xq3m-2v4x-88gg']);
  expect(found('protobufjs@8.0.1')).toEqual([]);
  expect(found('protobufjs@7.5.4')).toContain('protobufjs@7.5.4: GHSA-xq3m-2v4x-88gg');
  expect(found("'@grpc/grpc-js@1.10.8'")).toEqual(['@grpc/grpc-js@1.10.8: GHSA-7v5v-9h63-cj86']);
  expect(found('protobufjs@8.0.1-rc.1')).toHaveLength(1);
  expect(found('notprotobufjs@8.0.0')).toEqual([]);
});

test('no package of ours is known to be vulnerable, and every test run asks', () => {
  expect(vulnerableIn(readFileSync(path.join(repositoryDir, 'pnpm-lock.yaml'), 'utf8'))).toEqual([]);
  expect(CHECKS.map(({ name }) => name)).toContain('packages');
});

test('an answer of the registry is read, and a refusal of it is no answer', () => {
  const advisories = { 1: { module_name: 'protobufjs', title: 'code execution', url: 'https://example.org' } };
  expect(auditedIn(JSON.stringify({ advisories }))).toEqual(['protobufjs: code execution https://example.org']);
  expect(auditedIn('{"advisories":{}}')).toEqual([]);
  expect(auditedIn('{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}')).toBeNull();
  expect(auditedIn('not found')).toBeNull();
});

test('a lockfile of another form is told, and is not taken for one without faults', () => {
  expect(() => vulnerableIn('lockfileVersion: 10')).toThrow('its form has changed');
});
