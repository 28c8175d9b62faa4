/** Naru's own options, as the image holds them: numbers for enums. */
import type { DescExtension, FileRegistry, Message } from '@bufbuild/protobuf';
import type { GenExtension } from '@bufbuild/protobuf/codegenv2';

export interface AccessRule {
  /** Values of naru.access.v1.Role and Scope. */
  allow: { role: number; scope: number }[];
  /** Name of the request field, or several joined by "|" of which the first that is set counts. */
  objectField: string;
  objectKind: string;
  routeField: string;
}

export interface EventRule {
  type: string;
  summary: string;
  /** Values of naru.common.v1.Audience. */
  audience: number;
}

/** The extension with the shape we know it has: the image is untyped, its schema is ours. */
export function extension<T>(registry: FileRegistry, name: string): GenExtension<Message, T> {
  const found: DescExtension | undefined = registry.getExtension(name);
  if (!found) throw new Error(`the contract image has no option ${name}: run the generator`);
  return found as GenExtension<Message, T>;
}
