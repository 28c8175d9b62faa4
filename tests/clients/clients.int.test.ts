/** Client generators that partners use make clients from the API page without a warning, and the clients work. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataDirOf, installPython, runProgram } from '@naru/local';
import { BY_FUNCTIONS, BY_PYTHON, BY_TYPES } from './programs.ts';
import { type Registry, startRegistry } from './registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TOOLS = path.join(ROOT, 'tests/node_modules');
// Inside the repository, so that the generated code finds openapi-fetch and the types of Node.
const MADE = path.join(import.meta.dirname, '.made');

let registry: Registry;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  registry = await startRegistry();
  env = { ...process.env, GATEWAY: registry.url, TOKEN: registry.token };
  rmSync(MADE, { recursive: true, force: true });
  mkdirSync(MADE);
  writeFileSync(path.join(MADE, 'openapi.json'), await (await fetch(`${registry.url}/openapi.json`)).text());
  writeFileSync(path.join(MADE, 'package.json'), '{"type":"module"}');
}, 60_000);
afterAll(async () => {
  await registry?.stop();
  rmSync(MADE, { recursive: true, force: true });
});

/** Runs a program in the folder of the generated client. @throws with its whole output if it fails */
async function run(command: string, ...args: string[]): Promise<string> {
  const { code, output } = await runProgram(command, args, { cwd: MADE, env });
  if (code !== 0) throw new Error(`${path.basename(args[0] ?? command)} ended with ${code}: ${output}`);
  return output;
}
const node = (...args: string[]) => run(process.execPath, ...args);

const WARNING = /warn|⚠|error|skipp|unsupported/i;

test('TypeScript: types and functions are generated without a warning, compile, and create and read an organisation', async () => {
  const said = await Promise.all([
    node(path.join(TOOLS, 'openapi-typescript/bin/cli.js'), 'openapi.json', '--output', 'types.d.ts'),
    node(path.join(TOOLS, '@hey-api/openapi-ts/bin/run.js'), '-i', 'openapi.json', '-o', 'functions'),
  ]);
  for (const text of said) expect(text).not.toMatch(WARNING);
  writeFileSync(path.join(MADE, 'by-types.ts'), BY_TYPES);
  writeFileSync(path.join(MADE, 'by-functions.ts'), BY_FUNCTIONS);
  const compilerOptions = {
    ...{
      module: 'nodenext',
      target: 'es2024',
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      lib: ['es2024', 'dom'],
    },
    ...{ rewriteRelativeImportExtensions: true, outDir: 'out', rootDir: '.' },
  };
  writeFileSync(
    path.join(MADE, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['by-types.ts', 'by-functions.ts', 'types.d.ts'] }),
  );
  await run(path.join(ROOT, 'node_modules/.bin/tsc'), '-p', 'tsconfig.json');
  expect(JSON.parse(await node('out/by-types.js'))).toEqual([201, '기관 하나']);
  expect(JSON.parse(await node('out/by-functions.js'))).toEqual([201, '기관 둘']);
}, 120_000);

test('Python: modules are generated without a warning, and create and read an organisation', async () => {
  const bin = await installPython({
    pythonDir: path.join(dataDirOf(process.env), 'openapi-python-client'),
    requirements: path.join(import.meta.dirname, 'requirements.txt'),
    what: 'openapi-python-client to try the API page with (about 30 MB, once)',
  });
  // Formatting of the generated code is left out: it does not test the page.
  writeFileSync(path.join(MADE, 'config.json'), '{"post_hooks":[]}');
  const options = ['--path', 'openapi.json', '--meta', 'none', '--output-path', 'client', '--config', 'config.json'];
  const said = await run(path.join(bin, 'openapi-python-client'), 'generate', ...options, '--fail-on-warning');
  expect(said).not.toMatch(WARNING);
  writeFileSync(path.join(MADE, 'call.py'), BY_PYTHON);
  expect(JSON.parse(await run(path.join(bin, 'python'), 'call.py'))).toEqual([201, '기관 셋']);
}, 300_000);
