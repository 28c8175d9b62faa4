/** docs/errors.md: every code with which a call may be refused, and its texts. */
import { HTTP_STATUS } from '@naru/gateway/texts';
import { ERROR_KINDS, type ErrorKind } from '@naru/kit/rejection';
import { asStrings } from '@naru/words/text';
import { RENEW } from './consumers.ts';
import { rendered, type Spoken } from './texts.ts';

export const ERRORS_FILE = 'docs/errors.md';

const INTRO = `# Refusals

Made by \`${RENEW}\` from the texts of the code; a test keeps it in step.

A refused call answers with a problem (RFC 9457) in the language of \`Accept-Language\`; over gRPC with a \`google.rpc.Status\` that
holds the code as \`ErrorInfo.reason\`. The code is the same in both languages, and programs may depend on it. The texts below
are shown with an example; \`params\` holds what they were made of, under the names in the last column.

| code | kind | HTTP | what it says |
| --- | --- | --- | --- |
| \`request.invalid\` | invalid | 400 | fields of the request are wrong; \`errors\` names each with its path, and its \`rule\` is a code of the kind \`invalid\` below, or the rule of the contract that it breaks |
| \`header.invalid\` | invalid | 400 | a header is wrong; \`errors\` names it |
| \`<noun>.not_found\` | not_found | 404 | there is no such thing, or the caller may not see it |`;

/** A section for each folder with texts, a row for each refusal. */
export function errorsPage(spoken: readonly Spoken[]): string {
  const refusals = spoken.filter(({ text }) => text.kind !== undefined);
  const homes = [...new Set(refusals.map(homeOf))].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const sections = homes.map((home) => {
    const own = refusals.filter((one) => homeOf(one) === home).sort((a, b) => (a.code < b.code ? -1 : 1));
    return `## ${home}\n\n${HEAD}\n${own.map(lineOf).join('\n')}`;
  });
  return `${INTRO}\n\n${sections.join('\n\n')}\n`;
}

const HEAD = '| code | kind | HTTP | English | Korean | parameters |\n| --- | --- | --- | --- | --- | --- |';

/** The service, or the library, that refuses. */
const homeOf = ({ file }: Spoken): string => file.split('/')[1] ?? file;
const ORDER = ['gateway', 'kit'];
const rankOf = (home: string): number => (ORDER.includes(home) ? ORDER.indexOf(home) : ORDER.length);

function lineOf(one: Spoken): string {
  const { code, text } = one;
  const kind = text.kind as ErrorKind;
  const { ko, en } = rendered(one);
  const field = text.field ? `\`${text.field}\`: ` : '';
  const params = Object.keys(asStrings(text.example)).map((name) => `\`${name}\``);
  const http = HTTP_STATUS[code] ?? ERROR_KINDS[kind].http;
  const cells = [`\`${code}\``, kind, http, field + cell(en), field + cell(ko), params.join(', ')];
  return `| ${cells.join(' | ')} |`;
}

const cell = (words: string): string => words.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
