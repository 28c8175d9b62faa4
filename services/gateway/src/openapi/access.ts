/** Who may call a method, for programs and for people. */
import { type ContractMethod, registry } from '@naru/contracts';
import { isByLink } from '@naru/kit/access';
import type { Schema } from './rules.ts';

const nameOf = (type: string, number: number): string => {
  const name = registry.getEnum(`naru.access.v1.${type}`)?.value[number]?.name ?? String(number);
  return name.replace(/^(?:ROLE|SCOPE)_/, '').toLowerCase();
};

export const accessOf = ({ access }: ContractMethod): Schema[] =>
  access.allow.map(({ role, scope }) => ({ role: nameOf('Role', role), scope: nameOf('Scope', scope) }));

export function accessText(method: ContractMethod): string {
  if (isByLink(method.access)) return 'May be called by: whoever holds the address, without a token.';
  const allowed = accessOf(method).map(({ role, scope }) =>
    role === 'anyone'
      ? `everybody with a token (${String(scope)})`
      : `${String(role)} (${String(scope).replaceAll('_', ' ')})`,
  );
  return `May be called by: ${allowed.join('; ') || 'nobody'}.`;
}
