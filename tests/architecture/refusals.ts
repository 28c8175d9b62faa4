/** A refusal is made by the texts of a noun, and in no other way. */
import { importsOf } from './graph.ts';
import { type Finding, isNode, isTestCode, type Source, walk } from './source.ts';

/** Who makes the mechanism. */
const MAKERS = ['libs/words/', 'libs/kit/'];

/** Ways of before there were texts. */
const SUPERSEDED = new Set(['refusals', 'Refusals', 'invalidField', 'untranslated', 'known']);
const FROM = new Set(['@naru/kit/rejection', '@naru/words/rejection']);

/** Folders that are still to be converted. It only shrinks. */
export const NOT_CONVERTED: readonly string[] = [];

export function refusalFindings(source: Source, waiting: readonly string[] = NOT_CONVERTED): Finding[] {
  const { path: file, program } = source;
  if ([...MAKERS, ...waiting].some((folder) => file.startsWith(folder))) return [];
  const found: Finding[] = [];
  for (const { specifier, names, line } of importsOf(source))
    for (const name of FROM.has(specifier) ? names.filter((one) => SUPERSEDED.has(one)) : [])
      found.push({
        file,
        line,
        message: `takes ${name}: write the text in texts.ts of the noun and refuse by its code`,
      });
  if (isTestCode(file)) return found; // A test may make any refusal, to see how it travels.
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || !isNode(node.callee) || node.callee.name !== 'Rejection') return;
    const message = 'constructs a Rejection: write its text in texts.ts of the noun and refuse by its code';
    found.push({ file, line: source.lineAt(node.start), message });
  });
  return found;
}
