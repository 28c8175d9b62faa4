import { expect, test } from '@jest/globals';
import { OpsServiceDefinition as Ops } from '@naru/contracts/ops/v1/service';
import { startTelemetry } from '@naru/telemetry/start';
import { createClient } from '@naru/testing/client-typed';
import { realAmbient } from './ambient.ts';
import type { Rejection } from './rejection.ts';
import { createGrpcServer, type Handlers, implement } from './serve.ts';

const fail = () => {
  throw new TypeError('secret inside');
};
const handlers: Handlers<typeof Ops> = {
  getOperation: fail,
  watchOperation: async function* () {
    yield fail();
  },
  cancelOperation: fail,
  republishEvents: fail,
  sendSnapshots: fail,
  listParkedEvents: fail,
  listVersions: fail,
  redeliverParkedEvent: fail,
  getServiceStatus: fail,
  discardParkedEvent: fail,
};

test('a bug is one opaque line with the trace of its call', async () => {
  const telemetry = startTelemetry({ service: 'test', logLevel: 'silent' });
  const server = createGrpcServer({
    implementations: [implement(Ops, handlers)],
    verify: async () => ({
      subject: 'admin',
      grants: [{ role: 'network_admin' }],
      expiresAt: new Date(Date.now() + 60_000),
      token: '',
    }),
    objects: { operation: () => ({ open: true }) },
    ambient: realAmbient,
  });
  const client = createClient(Ops, `127.0.0.1:${await server.listen('127.0.0.1:0')}`);
  const read = async () => {
    for await (const _ of client.watchOperation({ id: 'op_1', service: 'registry' }));
  };
  const calls = [client.sendSnapshots({ service: 'registry' }), read()];
  for (const call of calls) {
    const refusal = await call.then(
      () => null,
      (error: Rejection) => error,
    );
    expect(refusal).toMatchObject({ kind: 'bug', code: 'internal' });
    expect(refusal?.message).toMatch(
      /^internal error; tell the operator of this service the trace id (?!0{32})[0-9a-f]{32}$/,
    );
  }
  client.close();
  await server.stop(1_000);
  await telemetry.stop();
});
