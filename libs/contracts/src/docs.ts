/** The comments of the contract by full name. They become the texts of the API page. */
import type { FileDescriptorProto, FileDescriptorSet } from '@bufbuild/protobuf/wkt';

// Field numbers of descriptor.proto. The paths of SourceCodeInfo consist of them.
const MESSAGE = 4;
const ENUM = 5;
const SERVICE = 6;
const SYNTAX = 12;
const CHILD = 2;
const NESTED = 3;
const NESTED_ENUM = 4;

interface Named {
  name: string;
}

/** The full name of the element at a path; null for an element without a name (options, types, labels). */
function nameAt(file: FileDescriptorProto, path: readonly number[]): string | null {
  const [kind, index, ...rest] = path;
  const first =
    kind === MESSAGE
      ? file.messageType[index ?? -1]
      : kind === ENUM
        ? file.enumType[index ?? -1]
        : kind === SERVICE
          ? file.service[index ?? -1]
          : undefined;
  if (!first) return null;
  const names: string[] = [file.package, first.name];
  let at: unknown = first;
  for (let i = 0; i + 1 < rest.length; i += 2) {
    at = childOf(at, rest[i] ?? -1)?.[rest[i + 1] ?? -1];
    if (!at) return null;
    names.push((at as Named).name);
  }
  return rest.length % 2 === 0 ? names.join('.') : null;
}

function childOf(parent: unknown, number: number): Named[] | undefined {
  const p = parent as { field?: Named[]; value?: Named[]; method?: Named[]; nestedType?: Named[]; enumType?: Named[] };
  if (number === CHILD) return p.field ?? p.value ?? p.method;
  if (number === NESTED) return p.nestedType;
  return number === NESTED_ENUM ? p.enumType : undefined;
}

const unwrapped = (comment: string): string => comment.trim().replace(/\n\s*/g, ' ');

/** The leading comment of every named element of the image, trimmed. */
export function commentsOf(image: FileDescriptorSet): Map<string, string> {
  const comments = new Map<string, string>();
  for (const file of image.file) {
    let first = '';
    for (const location of file.sourceCodeInfo?.location ?? []) {
      const name = location.leadingComments ? nameAt(file, location.path) : null;
      if (name) comments.set(name, unwrapped(location.leadingComments));
      if (location.path[0] === SYNTAX) first = unwrapped(location.leadingComments);
    }
    // A service without its own comment takes the first comment of its file.
    for (const { name } of file.service) {
      const fullName = `${file.package}.${name}`;
      if (first && !comments.has(fullName)) comments.set(fullName, first);
    }
  }
  return comments;
}
