/** Ids that are looked up before a call does anything. The option on the id gives its possible nouns. */
import { type DescField, type DescMessage, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface LookupRule {
  field: DescField;
  /** The noun, or all nouns that the id may belong to: venture. */
  nouns: readonly string[];
}

/** Finds the ids of a message that are looked up: its own, not those of the messages within it. */
export function lookupReader(
  registry: Parameters<typeof extension>[0],
): (message: DescMessage) => readonly LookupRule[] {
  const option = extension<readonly string[]>(registry, 'naru.api.v1.known_as');
  return (message) =>
    message.fields
      .filter((field) => hasOption(field, option))
      .map((field) => ({ field, nouns: getOption(field, option) }));
}
