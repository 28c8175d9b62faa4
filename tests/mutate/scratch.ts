/** A copy of the checkout in which faults are planted. The user's own files are never touched. */
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'naru-mutate-';
/** Files that git ignores but the code needs. */
const MADE = ['libs/contracts/src/gen', 'libs/contracts/image.binpb', 'libs/contracts/comments.binpb'];

/** A folder for a run's copies, named after its process. If the run is killed, a later run removes it. */
export function scratchDir(): string {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX)))
    if (!lives(Number.parseInt(name.slice(PREFIX.length), 10)))
      rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  return mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Copies tracked, new and generated files. Packages are linked; those of the workspace to the copy. */
export function copyCheckout({ root, files, to }: { root: string; files: readonly string[]; to: string }): void {
  for (const file of files) {
    mkdirSync(path.join(to, path.dirname(file)), { recursive: true });
    copyFileSync(path.join(root, file), path.join(to, file));
  }
  for (const made of MADE)
    if (existsSync(path.join(root, made))) cpSync(path.join(root, made), path.join(to, made), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(to, 'node_modules'), 'dir');
  const packages = files.filter((file) => file.endsWith('/package.json')).map((file) => path.dirname(file));
  for (const folder of packages) {
    const links = path.join(root, folder, 'node_modules');
    // Its links are relative, so in the copy they lead to the packages of the copy.
    if (existsSync(links))
      cpSync(links, path.join(to, folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
}
