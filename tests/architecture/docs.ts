/** Pages may name only files and settings that exist. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { gatewayConfig } from '@naru/gateway/config';
import { serviceConfig } from '@naru/kit/config';
import { INSTRUMENTS, type Instrument } from '@naru/telemetry/instruments';
import type { z } from 'zod';
import { type Finding, root } from './source.ts';

/** `libs/kit/src/page.ts`, but no pattern and no path with a placeholder. */
const NAMED = /`((?:\.\/)?(?:libs|services|deploy|tests|docs|proto)\/[\w@./-]+)`/g;
const LINKED = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

export function pathFindings(file: string, text: string): Finding[] {
  return text.split('\n').flatMap((content, index) => {
    const named = [...content.matchAll(NAMED)].map(([, one = '']) => one);
    const linked = [...content.matchAll(LINKED)]
      .map(([, one = '']) => one)
      .filter((one) => !/^[a-z]+:/.test(one))
      .map((one) => path.posix.join(path.posix.dirname(file), one));
    return [...named, ...linked]
      .filter((one) => !existsSync(path.join(root, one)))
      .map((one) => ({ file, line: index + 1, message: `speaks of ${one}, which is not there` }));
  });
}

const INSTRUMENT_ROW = /^\| `([a-z_.]+)` \| (\w+) \| (\S+) \| (\w+) \| ([^|]*) \| ([^|]*) \|$/gm;

/** The table of instruments, as rows of text. */
export const instrumentsOnPage = (text: string): string[] =>
  [...text.matchAll(INSTRUMENT_ROW)].map((row) => row.slice(1).join(' / '));

export const instrumentsInCode = (): string[] =>
  Object.entries(INSTRUMENTS as Readonly<Record<string, Instrument>>).map(
    ([name, { kind, unit, by, description, labels }]) =>
      [name, kind, unit, by, description, labels.map((one) => `\`${one}\``).join(', ') || '–'].join(' / '),
  );

/** A variable on the page: the processes that read it, and its default. */
export type Variables = Record<string, { by: string; fallback: string }>;

const ROW = /^\| `([A-Z_]+)` \| (\w+) \| `?([^|`]*)`? \|/gm;

export const variablesOnPage = (text: string): Variables =>
  Object.fromEntries(
    [...text.matchAll(ROW)].map(([, name = '', by = '', fallback = '']) => [name, { by, fallback: fallback.trim() }]),
  );

export function variablesInCode(): Variables {
  const shapes: Record<string, z.ZodRawShape> = { services: serviceConfig, gateway: gatewayConfig };
  const variables: Variables = {};
  for (const [by, shape] of Object.entries(shapes))
    for (const [name, schema] of Object.entries(shape))
      variables[name] = { by: name in variables ? 'all' : by, fallback: fallbackOf(schema as z.ZodType) };
  return variables;
}

function fallbackOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success) return 'required';
  if (parsed.data === undefined) return 'none';
  return parsed.data === '' ? 'empty' : String(parsed.data);
}
