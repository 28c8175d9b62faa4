/** All of Naru with TLS between gateway, services, bus and database: it works, and nobody gets in without it. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressed } from '@naru/bus/names';
import { channelCredentials } from '@naru/kit/tls';
import { eventually } from '@naru/testing/eventually';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { makeCertificates } from './certificates.ts';
import { partsOf, temporaryDataDir } from './data-dir.ts';
import { signToken } from './issuer.ts';
import { type System, startSystem } from './system.ts';

const dataDir = temporaryDataDir();
let system: System;
let token: string;
beforeAll(async () => {
  system = await startSystem({ dataDir, port: 0, tls: true });
  if (!system.issuerKey) throw new Error('there is no issuer');
  token = await signToken({ subject: 'tls', grants: [{ role: 'network_admin' }], ttlS: 600, key: system.issuerKey });
}, 180_000);
afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** True if a channel to the address opens. */
function reaches(address: string, how: ChannelCredentials): Promise<boolean> {
  const client = new Client(address, how);
  return new Promise((resolve) =>
    client.waitForReady(Date.now() + 2_000, (error) => {
      client.close();
      resolve(!error);
    }),
  );
}

const caFile = () => path.join(partsOf(dataDir).tls, 'cert.pem');

test('what one service writes comes to another one: by the gateway, a service, its database, the bus and back', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const plan = { method: 'POST', headers, body: JSON.stringify({ centres: 17 }) };
  expect((await fetch(`${system.gatewayUrl}/v1/network-plan`, plan)).status).toBe(200);
  await eventually(async () => {
    const answer = await fetch(`${system.gatewayUrl}/v1/journal/registry/entries`, { headers });
    return ((await answer.json()) as { entries: unknown[] }).entries.length === 1;
  });
});

test('gRPC, bus and database do not speak in the clear', async () => {
  expect(await reaches(system.addresses['startup-registry'] ?? '', credentials.createInsecure())).toBe(false);
  const url = system.busOf('registry');
  await expect(connect({ ...addressed(url.replace('tls://', 'nats://')), reconnect: false })).rejects.toThrow();
  const uri = system.mongodbUri.replace(/&tls=true.*$/, '&serverSelectionTimeoutMS=1500');
  await expect(MongoClient.connect(uri)).rejects.toThrow();
});

test('nobody trusts a certificate that another one has signed', async () => {
  const { caFile: other } = await makeCertificates(path.join(dataDir, 'others'));
  const address = system.addresses['startup-registry'] ?? '';
  expect(await reaches(address, channelCredentials(other))).toBe(false);
  expect(await reaches(address, channelCredentials(caFile()))).toBe(true);
  const url = system.busOf('registry');
  await expect(connect({ ...addressed(url, other), reconnect: false })).rejects.toThrow(/certificate/i);
  const good = await connect(addressed(url, caFile()));
  await good.close();
  const uri = system.mongodbUri.replace(encodeURIComponent(caFile()), encodeURIComponent(other));
  await expect(MongoClient.connect(`${uri}&serverSelectionTimeoutMS=1500`)).rejects.toThrow(/certificate/i);
});

test('the key is for its owner alone', () => {
  const keyFile = path.join(partsOf(dataDir).tls, 'key.pem');
  expect((statSync(keyFile).mode & 0o777).toString(8)).toBe('600');
  expect(readFileSync(keyFile, 'utf8')).toMatch(/^-----BEGIN (EC )?PRIVATE KEY-----/);
});
