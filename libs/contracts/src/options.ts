/** Naru's own options in the form of the image, with numbers for enum values. */
import type { DescExtension, FileRegistry, Message } from '@bufbuild/protobuf';
import type { GenExtension } from '@bufbuild/protobuf/codegenv2';

export interface EventRule {
  type: string;
  summary: string;
  summaryKo: string;
  /** Values of naru.common.v1.EventRule.Audience. */
  audience: number;
}

/** The extension with its real type: the image is untyped, but its schema is ours. */
export function extension<T>(registry: FileRegistry, name: string): GenExtension<Message, T> {
  const found: DescExtension | undefined = registry.getExtension(name);
  if (!found) throw new Error(`the contract image has no option ${name}: run the generator`);
  return found as GenExtension<Message, T>;
}
