/** Naru's own options in the form of the image, with numbers for enum values. */
import type { DescExtension, FileRegistry, Message } from '@bufbuild/protobuf';
import type { GenExtension } from '@bufbuild/protobuf/codegenv2';

export interface EventRule {
  type: string;
  summary: string;
  summaryKo: string;
  /** Values of naru.common.v1.EventRule.Audience. */
  audience: number;
  hides: boolean;
  told?: Told;
  asks?: Ask;
}

/** Who is concerned: paths of fields, by the way from the field to an inbox. naru.common.v1.Told describes each. */
export interface Told {
  body: string[];
  person: string[];
  judge: string[];
  mentor: string[];
  owner: string[];
  teams: string[];
  residents: string[];
  jury: string[];
  centres: boolean;
  followers: string[];
  nobody: string;
  digest: boolean;
}

/** What a notice asks for; naru.common.v1.Ask describes it. */
export interface Ask {
  of: string[];
  until: string;
  thing: string;
  ends: { event: string; who: string }[];
  unless: string[];
  movedBy: string[];
}

/** The extension with its real type: the image is untyped, but its schema is ours. */
export function extension<T>(registry: FileRegistry, name: string): GenExtension<Message, T> {
  const found: DescExtension | undefined = registry.getExtension(name);
  if (!found) throw new Error(`the contract image has no option ${name}: run the generator`);
  return found as GenExtension<Message, T>;
}
