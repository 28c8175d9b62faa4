/**
 * One valid request for each method, in the JSON form of the contract: `examples/<context>.json`, by gRPC path. The
 * OpenAPI page shows it: as a body without the path's fields, or for a GET as parameters. The matrix test of rights
 * sends it. It keeps every rule of the contract, so that access and the domain answer it, not the validation. Its ids
 * have the form of real ones but belong to nothing. The id of an access rule stands in the field that the rule names;
 * the matrix test replaces it. An update also has its mask, which the gateway fills over HTTP. For an upload, the
 * example is the first message.
 */
import { readFileSync } from 'node:fs';

export type Example = Readonly<Record<string, unknown>>;

const read = new Map<string, Readonly<Record<string, Example>>>();

/** The examples of a context (registry), by gRPC path. */
export function examplesOf(context: string): Readonly<Record<string, Example>> {
  const known = read.get(context);
  if (known) return known;
  const file = new URL(`./examples/${context}.json`, import.meta.url);
  const examples = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Example>;
  read.set(context, examples);
  return examples;
}

/** The example of a method; undefined if there is none. The architecture test requires one. */
export const exampleOf = ({ context, path }: { context: string; path: string }): Example | undefined =>
  examplesOf(context)[path];
