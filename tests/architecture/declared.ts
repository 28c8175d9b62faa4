/** Checks the codes that methods declare against the texts. */
import type { ContractMethod } from '@naru/contracts';
import { generalCodes } from '@naru/kit/refuses';
import { NOUNS } from '@naru/words/nouns';
import type { Finding } from './source.ts';
import type { Spoken } from './texts.ts';

/** From this file the gateway knows the kind, and so the status, of the services' refusals. */
export const KINDS_FILE = 'services/gateway/src/openapi/refusals.json';

const OWN = /^services\/(?!gateway\/)/;

export function kindsText(spoken: readonly Spoken[]): string {
  const kinds = spoken.flatMap(({ file, code, text }) => (OWN.test(file) && text.kind ? [[code, text.kind]] : []));
  return `${JSON.stringify(Object.fromEntries(kinds.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))), null, 2)}\n`;
}

/** A code without a text, a general code, or a code out of order. */
export function declarationFindings(method: ContractMethod, spoken: readonly Spoken[]): Finding[] {
  const codes = new Set(spoken.flatMap(({ code, text }) => (text.kind ? [code] : [])));
  const general = new Set(generalCodes(method));
  const isKnown = (code: string) => {
    const [, noun] = /^(\w+)\.not_found$/.exec(code) ?? [];
    return noun ? noun in NOUNS : codes.has(code);
  };
  const found = (message: string): Finding => ({
    file: `proto/${method.desc.parent.file.name}.proto`,
    line: 0,
    message,
  });
  const { name, refuses } = method;
  const ordered = [...new Set(refuses)].sort();
  return [
    ...refuses.filter((code) => !isKnown(code)).map((code) => found(`${name} refuses ${code}, which no text has`)),
    ...refuses
      .filter((code) => general.has(code))
      .map((code) => found(`${name} declares ${code}, which goes without saying: take it out`)),
    ...(ordered.join() === refuses.join()
      ? []
      : [found(`${name} declares its codes out of order: ${ordered.join(', ')}`)]),
  ];
}
