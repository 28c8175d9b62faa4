/**
 * Entity tags and the conditions that name them (RFC 9110, 8.8.3 and 13.1). A tag is the version of the resource and a digest
 * of the body: who changes a resource compares the version, who keeps a copy of an answer the whole.
 */
import { hash } from 'node:crypto';
import { unfit } from './texts.ts';

/** The tag of a body. @param version of the resource that the body shows; empty where it shows several, or none. */
export const tagOf = (version: string, body: string | Uint8Array): string =>
  `"${version}-${hash('sha1', body, 'base64url')}"`;

const GZIP = '-gzip';

/** The same body in gzip is another representation, and so has another tag. */
export const zippedTag = (tag: string): string => `${tag.slice(0, -1)}${GZIP}"`;

/** An asterisk matches every version. */
export type Condition = '*' | readonly Tag[];

interface Tag {
  weak: boolean;
  opaque: string;
}

const TAG = /[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y;
const TAGS_MAX = 20;

/** Reads If-Match or If-None-Match. @throws Rejection `invalid` for anything but tags in quotes, or an asterisk */
export function readCondition(name: string, text: string | undefined): Condition | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === '*') return '*';
  const tags: Tag[] = [];
  TAG.lastIndex = 0;
  for (let at = 0; at < text.length; at = TAG.lastIndex) {
    const [, weak, opaque] = TAG.exec(text) ?? [];
    if (opaque === undefined || tags.length === TAGS_MAX) throw malformed(name);
    tags.push({ weak: weak !== undefined, opaque });
  }
  if (tags.length === 0) throw malformed(name);
  return tags;
}

const malformed = (name: string) => unfit(name, 'header.tags', { tagsMax: TAGS_MAX });

// No version is ever called so: what names it alone never fits.
const NO_VERSION = '-';

/** The versions that If-Match allows. Weak tags, and tags of lists, allow none: they do not prove that nothing has changed. */
export function versionsIn(tags: readonly Tag[]): readonly string[] {
  const versions = tags.filter(({ weak }) => !weak).map(({ opaque }) => versionIn(opaque) || NO_VERSION);
  return versions.length === 0 ? [NO_VERSION] : [...new Set(versions)];
}

/** The part before the digest. A bare version is taken too: it is the `etag` of the body in quotes. */
const versionIn = (opaque: string): string => opaque.split('-', 1)[0] ?? '';

/** If-Match of a read: true where one of the tags has the version of the answer. */
export const isMatch = (condition: Condition, tag: string): boolean =>
  condition === '*' || versionsIn(condition).includes(versionIn(tag.slice(1)));

/** If-None-Match of a read: true where the caller has this very answer, as it is or in gzip. */
export const isKnown = (condition: Condition, tag: string): boolean =>
  condition === '*' || condition.some(({ opaque }) => `"${withoutGzip(opaque)}"` === tag);

const withoutGzip = (opaque: string) => (opaque.endsWith(GZIP) ? opaque.slice(0, -GZIP.length) : opaque);
