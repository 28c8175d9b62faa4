/** Only the texts of a noun make a refusal. */
import { importsOf } from './graph.ts';
import { type Finding, isNode, isTestCode, type Source, walk } from './source.ts';

/** The files that implement this. */
const MAKERS = ['libs/words/', 'libs/kit/'];

/** The old ways, before there were texts. */
const SUPERSEDED = new Set(['refusals', 'Refusals', 'invalidField', 'untranslated', 'known']);
const FROM = new Set(['@naru/kit/rejection', '@naru/words/rejection']);

export function refusalFindings(source: Source): Finding[] {
  const { path: file, program } = source;
  if (MAKERS.some((folder) => file.startsWith(folder))) return [];
  const found: Finding[] = [];
  for (const { specifier, names, line } of importsOf(source))
    for (const name of FROM.has(specifier) ? names.filter((one) => SUPERSEDED.has(one)) : [])
      found.push({
        file,
        line,
        message: `takes ${name}: write the text in texts.ts of the noun and refuse by its code`,
      });
  if (isTestCode(file)) return found; // A test may make any refusal, to test its transport.
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || !isNode(node.callee) || node.callee.name !== 'Rejection') return;
    const message = 'constructs a Rejection: write its text in texts.ts of the noun and refuse by its code';
    found.push({ file, line: source.lineAt(node.start), message });
  });
  return found;
}
