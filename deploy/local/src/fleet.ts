import { Child } from './child.ts';
import { openDataDir, partsOf, resetDataDir } from './data-dir.ts';
import { capLogs, followLogs, rotateLogs } from './logs.ts';
import type { Program } from './process-group.ts';
import type { Probe } from './readiness.ts';
import { RunFile } from './run-file.ts';

// The services drain within ten seconds; this leaves time to report it.
const GRACE_MS = 11_000;

/** A program of the fleet. Its log is in the data folder, under its name. */
export interface Member extends Omit<Program, 'logFile'> {
  isReady: Probe;
  prepare?: () => Promise<void>;
  works?: Probe;
}

export interface FleetOptions {
  dataDir: string;
  /** Reports what has become ready, line by line. */
  say?: ((line: string) => void) | undefined;
  /** Receives the log lines of the children, each after the child's name. */
  showLogs?: ((text: string) => void) | undefined;
  /** The time between two questions whether a child still works; for tests. */
  worksEveryMs?: number | undefined;
  /** How long the first start of a child may take; for tests that start many at once. */
  startWithinMs?: number | undefined;
  /** Abort it to end a start that is under way. */
  interruption?: AbortSignal | undefined;
}

/** All children of one run, started layer by layer and stopped in reverse order. */
export class Fleet {
  readonly runFile: RunFile;
  readonly #options: FleetOptions;
  readonly #layers: Child[][] = [];
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(options: FleetOptions, runFile: RunFile) {
    this.#options = options;
    this.runFile = runFile;
    const { logs } = partsOf(options.dataDir);
    this.#timers.push(capLogs(logs));
    if (options.showLogs) this.#timers.push(followLogs(logs, options.showLogs));
  }

  /** Claims the data folder: ends the processes that a killed run left there, and refuses if another run lives. */
  static async claim(options: FleetOptions): Promise<Fleet> {
    openDataDir(options.dataDir);
    const runFile = await RunFile.claim(options.dataDir);
    rotateLogs(partsOf(options.dataDir).logs);
    return new Fleet(options, runFile);
  }

  /** Deletes the data of earlier runs. Call it before anything starts, because no child expects it. */
  reset(): void {
    resetDataDir(this.#options.dataDir);
  }

  get children(): Record<string, Child> {
    return Object.fromEntries(this.#layers.flat().map((child) => [child.name, child]));
  }

  /** Starts the members side by side and resolves when all of them are ready. */
  async start(members: Member[]): Promise<void> {
    const layer = members.map((member) => this.#childOf(member));
    this.#layers.push(layer);
    await Promise.all(layer.map((child) => this.#startChild(child)));
  }

  /** Children that are still there after the grace time are killed. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    for (const layer of this.#layers.toReversed()) await Promise.all(layer.map((child) => child.stop(graceMs)));
    for (const timer of this.#timers) clearInterval(timer);
    this.runFile.release();
  }

  #childOf({ isReady, prepare, works, ...program }: Member): Child {
    const logFile = `${partsOf(this.#options.dataDir).logs}/${program.name}.log`;
    const onSpawn = (pid: number) => this.runFile.addChild(program.name, pid);
    return new Child({
      program: { ...program, logFile },
      isReady,
      prepare,
      works,
      askEveryMs: this.#options.worksEveryMs,
      startWithinMs: this.#options.startWithinMs,
      onSpawn,
    });
  }

  async #startChild(child: Child): Promise<void> {
    const startedMs = performance.now();
    await child.start(this.#options.interruption);
    this.#options.say?.(`${child.name} is ready (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
  }
}
