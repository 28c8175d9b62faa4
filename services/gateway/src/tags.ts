/**
 * Entity tags and their conditions (RFC 9110, 8.8.3 and 13.1). A tag consists of the version of the resource and a
 * digest of the body. A change compares the version; a cached copy is compared by the whole tag.
 */
import { hash } from 'node:crypto';
import { unfit } from './texts.ts';

/** The tag of a body. @param version the version of the resource; empty if the body shows several, or none */
export const tagOf = (version: string, body: string | Uint8Array): string =>
  `"${version}-${hash('sha1', body, 'base64url')}"`;

const GZIP = '-gzip';

/** The same body in gzip is another representation, so it has another tag. */
export const zippedTag = (tag: string): string => `${tag.slice(0, -1)}${GZIP}"`;

/** An asterisk matches every version. */
export type Condition = '*' | readonly Tag[];

interface Tag {
  weak: boolean;
  opaque: string;
}

const TAG = /[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y;
const TAGS_MAX = 20;

/** Reads If-Match or If-None-Match. @throws Rejection `invalid` for anything but quoted tags or an asterisk */
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

// No version has this name, so a header with only such tags never matches.
const NO_VERSION = '-';

/** The versions that If-Match allows. Weak tags and tags of lists allow none: they do not prove an unchanged state. */
export function versionsIn(tags: readonly Tag[]): readonly string[] {
  const versions = tags.filter(({ weak }) => !weak).map(({ opaque }) => versionIn(opaque) || NO_VERSION);
  return versions.length === 0 ? [NO_VERSION] : [...new Set(versions)];
}

/** The part before the digest. A version alone is also accepted: it is the `etag` of the body in quotes. */
const versionIn = (opaque: string): string => opaque.split('-', 1)[0] ?? '';

/** If-Match of a read: true if one of the tags has the version of the answer. */
export const isMatch = (condition: Condition, tag: string): boolean =>
  condition === '*' || versionsIn(condition).includes(versionIn(tag.slice(1)));

/** If-None-Match of a read: true if the caller has exactly this answer, plain or in gzip. */
export const isKnown = (condition: Condition, tag: string): boolean =>
  condition === '*' || condition.some(({ opaque }) => `"${withoutGzip(opaque)}"` === tag);

const withoutGzip = (opaque: string) => (opaque.endsWith(GZIP) ? opaque.slice(0, -GZIP.length) : opaque);
