/** Text that must not be committed: places of one machine, tasks for later, and tests that do not run. */
import { type Finding, isNode, type Node, type Source, walk } from './source.ts';

// Written in two parts, so that this file does not find itself.
const PROMISES = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
const MACHINE_PATHS = /(?<![\w.:/-])\/(work|root|home|Users|private|opt|mnt)\/[\w.-]+|[A-Z]:\\\\?Users\\/;

const LINES = [
  { pattern: PROMISES, message: 'promises something for later: do it now, or file an issue' },
  {
    pattern: MACHINE_PATHS,
    message: 'names a place of one machine: make it relative, or take it from the environment',
  },
];

/** A program must ask the system for its temporary folder: it differs between runs and systems. */
const TEMPORARY = { pattern: /['"`]\/tmp\//, message: 'writes to a fixed folder: use mkdtemp below os.tmpdir()' };

/** Checks any text, line by line. */
export function textFindings(file: string, text: string): Finding[] {
  const rules = /\.m?ts$|\.mjs$/.test(file) ? [...LINES, TEMPORARY] : LINES;
  return text
    .split('\n')
    .flatMap((content, index) =>
      rules.filter(({ pattern }) => pattern.test(content)).map(({ message }) => ({ file, line: index + 1, message })),
    );
}

const TESTS = new Set(['test', 'it', 'describe']);
const MODIFIERS = new Set(['skip', 'only', 'todo', 'failing']);
const SHORT_FORMS = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe']);

/** Files with a test that needs a program which not every machine has: without it the run counts it as skipped. */
const NEEDS_PROGRAMS: Readonly<Record<string, string>> = {
  'tests/journeys/partners-guide.test.ts': 'Python and Java, whose programs in the guide it runs',
  'tests/architecture/alerts.test.ts': 'promtool',
};

/** A skipped test is a gap; a focused one hides all others. */
export function idleTestFindings(source: Source): Finding[] {
  if (!source.path.endsWith('.test.ts') || source.path in NEEDS_PROGRAMS) return [];
  const found: Finding[] = [];
  walk(source.program, (node) => {
    if (isIdle(node))
      found.push({ file: source.path, line: source.lineAt(node.start), message: 'a test that is skipped or focused' });
  });
  return found;
}

/** `test.skip`, `describe.only.each`, `xit(…)`. */
function isIdle(node: Node): boolean {
  if (node.type === 'CallExpression' && isNode(node.callee)) return SHORT_FORMS.has(String(node.callee.name));
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return false;
  return TESTS.has(String(node.object.name)) && MODIFIERS.has(String(node.property.name));
}
