/** Who the caller is. Partners ask it first, to see what their token opens. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';

export const identityRpcs = (): Pick<Handlers<typeof RegistryServiceDefinition>, 'getIdentity'> => ({
  getIdentity: async (_, { caller, claims }) => toProto(caller.subject, claims),
});
