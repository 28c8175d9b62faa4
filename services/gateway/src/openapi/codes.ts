/** The codes that a call may be refused with, by the status that they have. */
import type { ContractMethod } from '@naru/contracts';
import { KIT } from '@naru/kit/kit-texts';
import { generalCodes } from '@naru/kit/refuses';
import { ERROR_KINDS, type ErrorKind } from '@naru/kit/rejection';
import kinds from './refusals.json' with { type: 'json' };

/** Of the services' codes: written from their texts, which the gateway does not import. */
const DOMAIN: Readonly<Record<string, string>> = kinds;
const GENERAL: Readonly<Record<string, { kind: ErrorKind }>> = KIT.of;

/** Undefined of a code that no text has: the architecture test finds it, and the page goes without. */
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

/** All codes of a call that a service refuses; those of the gateway itself can meet every call. */
export const codesOf = (method: ContractMethod): CodesByStatus =>
  byStatus([...generalCodes(method), ...method.refuses]);

/** In words: what the rules of the call itself refuse, which no other call of its kind does. */
export function refusesText({ refuses }: ContractMethod): string {
  const lines = Object.entries(byStatus(refuses)).map(([http, codes]) => `${http} ${codes.join(', ')}`);
  return lines.length > 0 ? `Refused by rules of its own with: ${lines.join('; ')}.` : '';
}
