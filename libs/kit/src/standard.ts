/** The services that every gRPC server has besides its own: health by name, and reflection. */
import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import { addReflection } from './reflection.ts';

const HEALTH = 'grpc.health.v1.Health';

/**
 * @param services the full names of the server's own services. Health gives the same answer for each, and for '' (all).
 */
export function addStandardServices(server: Server, services: readonly string[]): { draining(): void } {
  const names = ['', ...services];
  const health = new HealthImplementation(Object.fromEntries(names.map((name) => [name, 'SERVING' as const])));
  health.addToServer(server);
  addReflection(server, [...services, HEALTH]);
  return {
    draining: () => {
      for (const name of names) health.setStatus(name, 'NOT_SERVING');
    },
  };
}
