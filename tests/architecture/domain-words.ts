/** The kit knows no domain: its identifiers and texts hold no domain word. Comments may use them as examples. */
import { type Finding, isTestCode, type Source, walk } from './source.ts';
import { DOMAIN_WORDS, DOMAIN_WORDS_ALLOWED } from './walls.ts';

const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

const plain = (word: string) => word.replace(/ies$/, 'y').replace(/s$/, '');

export function domainWordFindings(source: Source): Finding[] {
  if (!source.path.startsWith('libs/kit/src/') || isTestCode(source.path)) return [];
  const allowed = new Set(DOMAIN_WORDS_ALLOWED[source.path]?.words);
  const found = new Map<string, Finding>();
  walk(source.program, (node, above) => {
    const text = textOf(node, above.at(-1)?.type ?? '');
    for (const word of text === null ? [] : wordsOf(text)) {
      const known = [word, plain(word)].find((form) => DOMAIN_WORDS.has(form));
      if (!known || allowed.has(known)) continue;
      const line = source.lineAt(node.start);
      const message = `the kit says "${word}": name it for what the kit does, and leave the word to the services`;
      found.set(`${line} ${word}`, { file: source.path, line, message });
    }
  });
  return [...found.values()];
}

/** Our own names and texts: no paths of imports, and no members of foreign objects, such as String.match. */
function textOf(node: { type: string; [key: string]: unknown }, parent: string): string | null {
  if (/^(Import|Export)/.test(parent)) return null;
  if (node.type === 'Identifier' && parent !== 'MemberExpression') return String(node.name);
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateElement') return String((node.value as { raw: string }).raw);
  return null;
}
