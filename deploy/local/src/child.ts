import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { lastWordsOf } from './logs.ts';
import { type ProcessGroup, type Program, startGroup } from './process-group.ts';
import type { Probe } from './readiness.ts';
import { Trouble } from './trouble.ts';

const START_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const WORKS_EVERY_MS = 10_000;
const REFUSALS_MAX = 2;
/** A child that dies after it was ready for this long was killed from outside; one that dies sooner has a fault. */
const SETTLED_AFTER_MS = 1_000;

export interface ChildOptions {
  program: Program;
  isReady: Probe;
  /** What must be done in each life before the child counts as ready. If it fails, it is tried again. */
  prepare?: (() => Promise<void>) | undefined;
  /** False if it lives, but says that it can no longer do its work: then it is killed, and so begins anew. */
  works?: Probe | undefined;
  /** The time between two questions whether it works. */
  askEveryMs?: number | undefined;
  /** How long its first start may take. */
  startWithinMs?: number | undefined;
  onSpawn: (pid: number) => void;
}

/** A supervised program: after its first start it is restarted on the same port whenever it dies. */
export class Child {
  readonly name: string;
  readonly #options: ChildOptions;
  readonly #stopping = new AbortController();
  readonly #progress = new EventEmitter();
  #life: ProcessGroup | null = null;
  #lives = 0;
  /** The number of the last life that became ready. */
  #readyLife = 0;

  constructor(options: ChildOptions) {
    this.name = options.program.name;
    this.#options = options;
  }

  get #startWithinMs(): number {
    return this.#options.startWithinMs ?? START_WITHIN_MS;
  }

  get pid(): number | undefined {
    return this.#life?.pid;
  }

  /** Resolves when the child is ready. A child that dies before that is not restarted: its first start is a test. */
  async start(interruption?: AbortSignal): Promise<void> {
    const patience = AbortSignal.timeout(this.#startWithinMs);
    const given = interruption ? AbortSignal.any([interruption, patience]) : patience;
    const life = this.#begin();
    const ready = await this.#becomesReady(life, given);
    if (!ready) throw this.#failure({ interrupted: interruption?.aborted === true, late: patience.aborted });
    void this.#keepAlive(life);
    void this.#watchWork();
  }

  /** Signals the child's whole process group, for fault tests. */
  kill(signal: NodeJS.Signals): void {
    this.#life?.kill(signal);
  }

  /** Resolves when the child is ready in its next life. Call it before the kill or directly after it. */
  async restarted(): Promise<void> {
    const awaited = this.#readyLife === this.#lives ? this.#lives + 1 : this.#lives;
    while (this.#readyLife < awaited) await once(this.#progress, 'ready', { signal: this.#stopping.signal });
  }

  /** Asks the child to end, and kills it after the grace time. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    const life = this.#life;
    if (!life) return;
    life.kill('SIGTERM');
    life.kill('SIGCONT'); // A child that a test has halted would never see the request.
    const insist = setTimeout(() => life.kill('SIGKILL'), graceMs);
    await life.exited;
    clearTimeout(insist);
  }

  #begin(): ProcessGroup {
    const life = startGroup(this.#options.program);
    this.#life = life;
    this.#lives += 1;
    if (life.pid !== undefined) this.#options.onSpawn(life.pid);
    return life;
  }

  async #becomesReady(life: ProcessGroup, given: AbortSignal): Promise<boolean> {
    const ended = new AbortController();
    void life.exited.then(() => ended.abort());
    const hopeless = AbortSignal.any([ended.signal, given]);
    while (!hopeless.aborted) {
      const ready = (await this.#options.isReady()) && (await this.#prepared());
      if (ready && !hopeless.aborted) {
        this.#readyLife = this.#lives;
        this.#progress.emit('ready');
        return true;
      }
      await delay(ASK_EVERY_MS);
    }
    return false;
  }

  /** A child that cannot work is not sent away at once: what it lacked may be back. */
  async #watchWork(): Promise<void> {
    const { works, askEveryMs = WORKS_EVERY_MS } = this.#options;
    const stopping = this.#stopping.signal;
    for (let [refusals, asked] = [0, this.#lives]; works && !stopping.aborted; asked = this.#lives) {
      await delay(askEveryMs, undefined, { signal: stopping }).catch(() => undefined);
      // Another life, or one that is not ready yet, is asked later.
      if (stopping.aborted || asked !== this.#lives || this.#readyLife !== this.#lives) refusals = 0;
      else refusals = (await works()) ? 0 : refusals + 1;
      if (refusals < REFUSALS_MAX || stopping.aborted) continue;
      this.kill('SIGKILL');
      refusals = 0;
    }
  }

  async #prepared(): Promise<boolean> {
    try {
      await this.#options.prepare?.();
      return true;
    } catch {
      return false; // It died again, or is not as ready as it said: the next round asks again.
    }
  }

  async #keepAlive(first: ProcessGroup): Promise<void> {
    const stopping = this.#stopping.signal;
    let life = first;
    let ready = true;
    let pauseMs = FIRST_PAUSE_MS;
    while (true) {
      const sinceMs = performance.now();
      await life.exited;
      if (stopping.aborted) return;
      const settled = ready && performance.now() - sinceMs > SETTLED_AFTER_MS;
      pauseMs = settled ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return;
      life = this.#begin();
      ready = await this.#becomesReady(life, stopping);
    }
  }

  #failure({ interrupted, late }: { interrupted: boolean; late: boolean }): Trouble {
    const { logFile } = this.#options.program;
    if (interrupted) return new Trouble(`stopped before ${this.name} was ready`, 130);
    if (late)
      return new Trouble(
        `${this.name} was not ready within ${this.#startWithinMs / 1_000} s: ${lastWordsOf(logFile)} (see ${logFile})`,
      );
    return new Trouble(`${this.name} did not start: ${lastWordsOf(logFile)} (see ${logFile})`);
  }
}
