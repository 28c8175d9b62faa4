/**
 * One valid request for each method, in the JSON form of the contract: `examples/<context>.json`, by gRPC path. The OpenAPI
 * page shows it (without the fields that stand in the path as a body, those of a GET as its parameters), and the matrix test
 * of rights sends it. It keeps every rule of the contract, so that whoever tries it is answered by access and by the
 * domain; its ids have the form of real ones but name nothing. The id that an access rule is about stands in the field
 * that the rule names, where the matrix test puts an id of its own. An update has its mask too, which over HTTP the gateway
 * fills. Of an upload it is the first message.
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

/** The example of a method; undefined where it has none, which the architecture test refuses. */
export const exampleOf = ({ context, path }: { context: string; path: string }): Example | undefined =>
  examplesOf(context)[path];
