/** Reads docs/partners.md: its examples of calls, its programs and its tables. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const GUIDE = readFileSync(path.resolve(import.meta.dirname, '../../docs/partners.md'), 'utf8');

export interface Example {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  status: number;
  answer: unknown;
}

/** The text of each fenced block of a language, such as `http` or `ts verify`. */
export const blocks = (language: string, text = GUIDE): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);

/** A call, and below it the answer. */
export function examples(text = GUIDE): Example[] {
  const found = blocks('http', text);
  return found.flatMap((block, index) => {
    if (block.startsWith('HTTP/')) return [];
    const [head = '', ...body] = block.split('\n\n');
    const [first = '', ...headers] = head.trim().split('\n');
    const [method = '', path = ''] = first.split(' ');
    const [status = '', ...answer] = (found[index + 1] ?? '').split('\n\n');
    return {
      ...{ method, path, body: body.join('\n\n').trim() || undefined },
      headers: Object.fromEntries(headers.map((line) => line.split(': '))),
      ...{ status: Number(status.split(' ')[1]), answer: JSON.parse(answer.join('\n\n')) },
    };
  });
}

/** Where an answer differs from the one shown. "…" at the end of a text stands for anything, and what is not shown may be there. */
export function differences(shown: unknown, real: unknown, at = ''): string[] {
  if (typeof shown === 'string' && shown.endsWith('…'))
    return typeof real === 'string' && real.startsWith(shown.slice(0, -1)) && real.length >= shown.length
      ? []
      : [`${at} is ${JSON.stringify(real)}`];
  if (Array.isArray(shown))
    return Array.isArray(real) && real.length >= shown.length
      ? shown.flatMap((one, index) => differences(one, real[index], `${at}[${index}]`))
      : [`${at} is ${JSON.stringify(real)}`];
  if (typeof shown === 'object' && shown !== null)
    return Object.entries(shown).flatMap(([name, value]) =>
      differences(value, (real as Record<string, unknown> | undefined)?.[name], `${at}.${name}`),
    );
  return shown === real ? [] : [`${at} is ${JSON.stringify(real)}`];
}

/** The rows of all tables whose first line of headings is this. */
export function rows(headings: string, text = GUIDE): string[][] {
  const [, table = ''] = text.split(`| ${headings} |\n`);
  const lines = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
