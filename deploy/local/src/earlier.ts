import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryDir } from './paths.ts';
import { Trouble } from './trouble.ts';

/** The tree of an earlier commit, ready to run: beside the repository, so that no tool takes it for a part of that. */
export function earlierTree(name: string): string {
  const commit = git('rev-parse', '--verify', `${name}^{commit}`);
  const tree = path.join(tmpdir(), 'naru-earlier', commit);
  if (!existsSync(path.join(tree, 'naru.mjs'))) {
    mkdirSync(tree, { recursive: true });
    const archive = path.join(tree, 'tree.tar');
    git('archive', `--output=${archive}`, commit);
    succeed('tar', ['-xf', archive, '-C', tree]);
    rmSync(archive);
  }
  // Any command of its entry brings it up to date: it installs, and makes the code of its contract.
  const env = { ...process.env, NARU_DATA: path.join(tree, '.naru') };
  succeed('node', ['naru.mjs', 'token', '--role', 'analyst'], { cwd: tree, env });
  return tree;
}

const git = (...args: string[]): string => succeed('git', args, { cwd: repositoryDir });

function succeed(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status !== 0) throw new Trouble(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
  return stdout.trim();
}
