/** A service that answers at once, so that only the parts in front of it are measured. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GetNetworkPlanRequest, NetworkPlan } from '@naru/contracts/registry/v1/centre';

const server = new Server();
server.addService(
  {
    getNetworkPlan: {
      path: '/naru.registry.v1.RegistryService/GetNetworkPlan',
      requestStream: false,
      responseStream: false,
      requestSerialize: (request: GetNetworkPlanRequest) => Buffer.from(GetNetworkPlanRequest.encode(request).finish()),
      requestDeserialize: (bytes: Buffer) => GetNetworkPlanRequest.decode(bytes),
      responseSerialize: (plan: NetworkPlan) => Buffer.from(NetworkPlan.encode(plan).finish()),
      responseDeserialize: (bytes: Buffer) => NetworkPlan.decode(bytes),
    },
  },
  {
    getNetworkPlan: (_: unknown, reply: (error: null, plan: NetworkPlan) => void) =>
      reply(null, { centres: 17, etag: '1' }),
  },
);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send?.(`127.0.0.1:${port}`);
});
process.once('SIGTERM', () => process.exit(0));
