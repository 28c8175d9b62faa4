/** The simplest proxy that one would write by hand for this one method. */

import type { AddressInfo } from 'node:net';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { GetNetworkPlanRequest, NetworkPlan } from '@naru/contracts/registry/v1/centre';
import { createVerifier } from '@naru/kit/identity';
import { startTelemetry } from '@naru/telemetry/start';
import { inject, inSpan } from '@naru/telemetry/trace';
import express from 'express';

startTelemetry({ service: 'bare-proxy', logLevel: 'warn' });
const {
  OIDC_ISSUER: issuer = '',
  OIDC_AUDIENCE: audience = '',
  OIDC_JWKS_URL: jwksUrl = '',
  BACKEND = '',
} = process.env;
const verify = createVerifier({ issuer, audience, jwksUrl, now: () => new Date() });
const client = new Client(BACKEND, credentials.createInsecure());
const app = express();

app.get('/v1/network-plan', async (request, response) => {
  await inSpan({ name: 'GET /v1/network-plan' }, async () => {
    const authorization = request.headers.authorization ?? '';
    await verify(authorization.slice('Bearer '.length));
    const metadata = new Metadata();
    metadata.set('authorization', authorization);
    for (const [name, value] of Object.entries(inject())) metadata.set(name, value);
    const plan = await new Promise<NetworkPlan | undefined>((resolve, reject) => {
      client.makeUnaryRequest(
        '/naru.registry.v1.RegistryService/GetNetworkPlan',
        (message: GetNetworkPlanRequest) => Buffer.from(GetNetworkPlanRequest.encode(message).finish()),
        (bytes: Buffer) => NetworkPlan.decode(bytes),
        {},
        metadata,
        { deadline: Date.now() + 10_000 },
        (error, answer) => (error ? reject(error) : resolve(answer)),
      );
    });
    response.json(plan);
  });
});

const server = app.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.once('SIGTERM', () => process.exit(0));
