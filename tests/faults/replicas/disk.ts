/** Small disks in memory, one for each server, which a test can fill. Only root may mount them. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Disk {
  /** Takes all its room. @returns how many bytes were free */
  fill(): number;
  /** Gives the room back. */
  clear(): void;
  remove(): void;
}

const BYTES_MAX = 512 * 1024 * 1024;
const CHUNK = new Uint8Array(1024 * 1024);

function mount(): string {
  const place = mkdtempSync(path.join(tmpdir(), 'naru-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${BYTES_MAX},mode=0700`, 'tmpfs', place], { stdio: 'pipe' });
  return place;
}

function unmount(place: string): void {
  execFileSync('umount', ['--lazy', place], { stdio: 'pipe' });
  rmSync(place, { recursive: true, force: true });
}

/** Why this machine lets us mount no disk; empty if it does. */
export const NO_DISKS = ((): string => {
  try {
    unmount(mount());
    return '';
  } catch (error) {
    return `no small disk can be mounted: ${String((error as Error).message)
      .split('\n')
      .at(-1)}`;
  }
})();

/** Puts a disk of its own below a folder that does not exist yet. */
export function openDisk(folder: string): Disk {
  const place = mount();
  const filler = path.join(place, 'filler');
  mkdirSync(path.join(place, 'content'));
  symlinkSync(path.join(place, 'content'), folder);
  return {
    fill: () => {
      const file = openSync(filler, 'a');
      let bytes = 0;
      try {
        for (;;) bytes += writeSync(file, CHUNK);
      } catch {
        return bytes;
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(filler, { force: true }),
    remove: () => unmount(place),
  };
}
