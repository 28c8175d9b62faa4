/** The import graph: every way in which one file can name another, resolved in the way of Node. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { isNode, type Node, root, type Source, walk } from './source.ts';

export interface Import {
  specifier: string;
  /** True for a type import, which is erased before the program runs. */
  typeOnly: boolean;
  /** The imported names, as the other file exports them; `*` for all of them. */
  names: string[];
  line: number;
  /** The imported file of this repository, from the root; null for packages and Node's own modules. */
  target: string | null;
  /** Its package: `mongodb`, `@naru/kit`, `node:fs`; null for a relative path. */
  package: string | null;
  resolved: boolean;
}

const resolver = new ResolverFactory({ conditionNames: ['node', 'import'], extensions: ['.js'], builtinModules: true });
const realRoot = realpathSync(root);

interface Named {
  specifier: string;
  typeOnly: boolean;
  names: string[];
  offset: number;
}

/** @param base the path of the repository, for tests on another one */
export function importsOf(source: Source, base = realRoot): Import[] {
  return [...declared(source), ...dynamic(source)].map(({ offset, ...named }) => ({
    ...named,
    line: source.lineAt(offset),
    package: packageOf(named.specifier),
    ...resolve(base, source.path, named.specifier),
  }));
}

function declared({ module }: Source): Named[] {
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    // `import './x.ts'` has no names but still runs.
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    names: entries.map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*')),
    offset: start,
  }));
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, importName, start }) =>
      moduleRequest
        ? [{ specifier: moduleRequest.value, typeOnly: isType, names: [importName.name ?? '*'], offset: start }]
        : [],
    ),
  );
  return [...imports, ...exports];
}

/** Finds `import('./x.ts')`, the type `import('./x.ts').X` and the thread `new URL('./x.ts', import.meta.url)`. */
function dynamic({ program }: Source): Named[] {
  const found: Named[] = [];
  walk(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier === null) return;
    found.push({ specifier, typeOnly: node.type === 'TSImportType', names: ['*'], offset: node.start });
  });
  return found;
}

function specifierOf(node: Node): string | null {
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') return literal(node.source);
  if (node.type !== 'NewExpression' || !isNode(node.callee) || node.callee.name !== 'URL') return null;
  const [first, second] = node.arguments as unknown[];
  const besideUs = isNode(second) && second.type === 'MemberExpression' && isNode(second.object);
  const specifier = besideUs && (second.object as Node).type === 'MetaProperty' ? literal(first) : null;
  return specifier && /\.m?ts$/.test(specifier) ? specifier : null;
}

const literal = (value: unknown): string | null =>
  isNode(value) && typeof value.value === 'string' ? value.value : null;

function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('/')) return null;
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function resolve(base: string, from: string, specifier: string): { target: string | null; resolved: boolean } {
  if (specifier.startsWith('node:')) return { target: null, resolved: true };
  const { path: found } = resolver.sync(path.join(base, path.dirname(from)), specifier);
  if (!found) return { target: null, resolved: false };
  const target = path.relative(base, found).replaceAll(path.sep, '/');
  return { target: target.includes('node_modules/') || target.startsWith('..') ? null : target, resolved: true };
}

/** The folder of a file's package, from the root: `libs/kit`, `services/gateway`, or `` for the root package. */
export function packageDirOf(file: string): string {
  const folder = path.posix.dirname(file);
  if (folder === '.') return '';
  return existsSync(path.join(root, folder, 'package.json')) ? folder : packageDirOf(folder);
}

export interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  packageManager?: string;
}

export const manifestOf = (packageDir: string): Manifest =>
  JSON.parse(readFileSync(path.join(root, packageDir, 'package.json'), 'utf8')) as Manifest;
