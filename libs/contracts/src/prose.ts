/**
 * What a string field holds. A name stands for a thing (a name, a place, an id, a code): two names that look the same must be the same.
 * Prose is read as text. Every field that is not listed here is a name.
 */
const PROSE: ReadonlySet<string> = new Set([
  'agenda',
  'cancel_reason',
  'comment',
  'description',
  'label',
  'needs',
  'notes',
  'pitch',
  'purpose',
  'query',
  'question',
  'reason',
  'resolution',
  'shortfall_reason',
  'summary',
  'text',
  'value',
]);

/** Names of files come from other machines. Their handlers take out what does not belong there. */
const CLEANED: ReadonlySet<string> = new Set(['naru.program.v1.UploadApplicationFileRequest.name']);

export type TextKind = 'name' | 'prose' | 'cleaned';

export function textKindOf({ name, parent }: { name: string; parent: { typeName: string } }): TextKind {
  if (CLEANED.has(`${parent.typeName}.${name}`)) return 'cleaned';
  return PROSE.has(name) ? 'prose' : 'name';
}
