/** The codes with which a call may be refused, by their status. */
import type { ContractMethod } from '@naru/contracts';
import { KIT } from '@naru/kit/kit-texts';
import { generalCodes } from '@naru/kit/refuses';
import { ERROR_KINDS, type ErrorKind } from '@naru/kit/rejection';
import kinds from './refusals.json' with { type: 'json' };

/** The services' codes. They are generated from their texts, because the gateway does not import those. */
const DOMAIN: Readonly<Record<string, string>> = kinds;
const GENERAL: Readonly<Record<string, { kind: ErrorKind }>> = KIT.of;

/** Undefined for a code without a text. The page leaves it out; the architecture test fails. */
const kindOf = (code: string): ErrorKind | undefined => {
  if (code === 'request.invalid') return 'invalid';
  if (code.endsWith('.not_found')) return 'not_found';
  return GENERAL[code]?.kind ?? (DOMAIN[code] as ErrorKind | undefined);
};

export type CodesByStatus = Record<string, string[]>;

const byStatus = (codes: readonly string[]): CodesByStatus => {
  const found: CodesByStatus = {};
  for (const code of [...new Set(codes)].sort()) {
    const kind = kindOf(code);
    if (!kind) continue;
    const { http } = ERROR_KINDS[kind];
    found[http] = [...(found[http] ?? []), code];
  }
  return found;
};

/** All codes of a call that a service refuses. The gateway's own codes can occur in every call. */
export const codesOf = (method: ContractMethod): CodesByStatus =>
  byStatus([...generalCodes(method), ...method.refuses]);

/** A sentence about the codes of the call's own rules, which no other call of its kind has. */
export function refusesText({ refuses }: ContractMethod): string {
  const lines = Object.entries(byStatus(refuses)).map(([http, codes]) => `${http} ${codes.join(', ')}`);
  return lines.length > 0 ? `Refused by rules of its own with: ${lines.join('; ')}.` : '';
}
