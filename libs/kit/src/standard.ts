/** The services that every gRPC server has besides its own: health by name, and reflection. */
import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import { addReflection } from './reflection.ts';

const HEALTH = 'grpc.health.v1.Health';

/**
 * @param services the full names of the server's own services. Health gives the same answer for each, and for '' (all).
 */
export function addStandardServices(
  server: Server,
  services: readonly string[],
): { draining(): void; healthy(is: boolean): void } {
  const names = ['', ...services];
  const health = new HealthImplementation(Object.fromEntries(names.map((name) => [name, 'SERVING' as const])));
  health.addToServer(server);
  addReflection(server, [...services, HEALTH]);
  let drains = false;
  const say = (status: 'SERVING' | 'NOT_SERVING') => {
    for (const name of names) health.setStatus(name, status);
  };
  return {
    draining: () => {
      drains = true;
      say('NOT_SERVING');
    },
    healthy: (is) => {
      if (!drains) say(is ? 'SERVING' : 'NOT_SERVING');
    },
  };
}
