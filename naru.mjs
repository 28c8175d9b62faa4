// The entry of every command. It runs on Node 20, brings the workspace up to date and hands over to Node 24.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const inRoot = (...parts) => path.join(root, ...parts);
// Everything this file says goes to stderr: the output of `token` is the token alone.
const say = (line) => process.stderr.write(`naru: ${line}\n`);
const TO_STDERR = ['ignore', 2, 2];
const COMMANDS =
  'start test faults bench mutate load token bus timetable assignment ranking journal ops golden check-deploy versions fuzz'.split(
    ' ',
  );

/** Our parent and its parent: under npm these are a shell and npm. Where there is no /proc the parent has to do. */
function lineage() {
  const stat = `/proc/${process.ppid}/stat`;
  return `${process.ppid} ${existsSync(stat) && readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[1]}`;
}

/** Resolves with the exit code. Signals are passed on and we outlive the child, so that it can stop in order. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    // A killed npm, or its shell, says nothing to us: that they are gone counts as a signal.
    const before = lineage();
    const underNpm = 'npm_lifecycle_event' in process.env;
    const watch = setInterval(() => underNpm && lineage() !== before && forward('SIGTERM'), 1000);
    child.once('error', (error) => {
      say(`${command} cannot be run: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const each of signals) process.off(each, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

function hashOf(files) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  for (const file of files.filter((each) => existsSync(inRoot(each))).sort()) {
    hash.update(`${file}\n`).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

/** Runs the work only when the files it depends on have changed since it last succeeded. */
async function onceFor({ stamp, files, isThere, work }) {
  const stampFile = inRoot('node_modules', stamp);
  if (isThere() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashOf(files())) return;
  const code = await work();
  if (code !== 0) process.exit(code);
  writeFileSync(stampFile, hashOf(files()));
}

function manifests() {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap(({ name }) => [name, ...readdirSync(inRoot(name)).map((child) => path.join(name, child))]);
  const files = ['.', ...folders].map((folder) => path.join(folder, 'package.json'));
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...files];
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const frozen = existsSync(inRoot('pnpm-lock.yaml')) ? ['--frozen-lockfile'] : [];
  say(`installing with ${packageManager}`);
  // A node_modules folder left by another package manager is replaced without a question nobody could answer here.
  const args = ['-y', packageManager, 'install', '--config.confirmModulesPurge=false', ...frozen];
  // The tools are development dependencies: NODE_ENV=production would leave them out.
  return run('npx', args, { stdio: TO_STDERR, env: { ...process.env, NODE_ENV: 'development' } });
}

function contractFiles() {
  const protos = readdirSync(inRoot('proto'), { recursive: true }).filter((file) => file.endsWith('.proto'));
  const generator = ['buf.gen.yaml', 'generate.mjs', 'src/field-rules.ts', 'src/options.ts'];
  const settings = ['buf.yaml', 'pnpm-lock.yaml', ...generator.map((file) => path.join('libs/contracts', file))];
  return [...settings, ...protos.map((file) => path.join('proto', file))];
}

function node24() {
  const installed = inRoot('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  say(`Node 24 is needed and none comes with npm for ${process.platform}-${process.arch}: install it, then try again.`);
  return process.exit(1);
}

// The packages that are installed next need it, and npm says so only in a warning.
const OLDEST = 20;
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  say(`Node ${OLDEST} or newer is needed, and this is ${process.versions.node}; Node 24 is then brought along`);
  process.exit(1);
}

const [command, ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) {
  say(`give one of these commands: ${COMMANDS.join(', ')}`);
  process.exit(2);
}

await onceFor({ stamp: '.naru-installed', files: manifests, isThere: () => true, work: install });
const node = node24();
await onceFor({
  stamp: '.naru-generated',
  files: contractFiles,
  isThere: () =>
    ['src/gen', 'image.binpb', 'comments.binpb'].every((made) => existsSync(inRoot(`libs/contracts/${made}`))),
  work: () => run(node, [inRoot('libs/contracts/generate.mjs')], { stdio: TO_STDERR }),
});
// The channel tells the child when this process was killed and can pass nothing on any more.
const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
process.exitCode = await run(node, [inRoot('deploy/local/src/main.ts'), command, ...args], { stdio });
