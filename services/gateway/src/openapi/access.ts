/** The access rule of a method, for programs and for people. */
import type { ContractMethod, Scope } from '@naru/contracts';
import { isByLink } from '@naru/kit/access';
import type { Schema } from './rules.ts';

/** own_centre: the spelling of the contract. */
const written = (scope: Scope): string => scope.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const accessOf = ({ access }: ContractMethod): Schema[] =>
  access.allow.map(({ role, scope }) => ({ role, scope: written(scope) }));

export function accessText(method: ContractMethod): string {
  if (isByLink(method.access)) return 'May be called by: whoever holds the address, without a token.';
  const allowed = accessOf(method).map(({ role, scope }) =>
    role === 'anyone'
      ? `everybody with a token (${String(scope)})`
      : `${String(role)} (${String(scope).replaceAll('_', ' ')})`,
  );
  return `May be called by: ${allowed.join('; ') || 'nobody'}.`;
}
