/** Several replicas that work on the operations of one database, each with its own time, and work that tests delay. */
import { type OperationKind, type OperationWork, operations, type Progress } from '@naru/kit/operations';
import { eventually } from './eventually.ts';
import type { Ground } from './ground.ts';
import { handAmbient } from './hand-ambient.ts';

let rooms = 0;

/** A database whose operations several replicas work on. */
export function operationsRoom(ground: Ground) {
  rooms += 1;
  const stops: (() => Promise<unknown>)[] = [];
  const db = ground.database.db.client.db(`${ground.database.db.databaseName}_${rooms}`);
  const replica = async (kinds: Record<string, OperationKind>, { openMax = 3 } = {}) => {
    const ambient = handAmbient();
    const one = operations({ db, context: 'testing', kinds, cause: ground.cause, openMax, ambient });
    await one.run();
    stops.push(one.stop);
    /** Advances the replica's time until the condition holds: every pause of its loops ends at once. */
    const until = <T>(ask: () => Promise<T | null | undefined | false> | T | null | undefined | false) =>
      eventually(async () => {
        const answer = await ask();
        if (!answer) ambient.advance(1_000);
        return answer;
      });
    const ended = (id: string) =>
      until(async () => {
        const found = await one.get(id);
        return found.state !== 'RUNNING' && found;
      });
    return { ...one, ambient, until, ended };
  };
  return {
    db,
    replica,
    stored: (id: string) => db.collection('operations').findOne({ _id: id as never }),
    remove: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await db.dropDatabase();
    },
  };
}

/** Work that a test controls: it starts, waits, and goes on when the test says so. */
export function inHand() {
  const begun: { work: Parameters<OperationWork>[0]; progress: Progress }[] = [];
  const goOn: ((then?: () => Promise<unknown>) => void)[] = [];
  const work: OperationWork = async (one, progress) => {
    const then = await new Promise<(() => Promise<unknown>) | undefined>((resolve) => {
      goOn.push(resolve);
      begun.push({ work: one, progress });
      progress.signal.addEventListener('abort', () => resolve(undefined));
    });
    await then?.();
    progress.signal.throwIfAborted();
    return { by: String(goOn.length) };
  };
  return { work, begun, goOn };
}

/** The work of a halted process: it does not notice that it is told to stop. */
export function halted() {
  const begun: { work: Parameters<OperationWork>[0]; progress: Progress }[] = [];
  let goOn: (then: () => Promise<unknown>) => void = () => {};
  const work: OperationWork = async (one, progress) => {
    await new Promise<() => Promise<unknown>>((resolve) => {
      goOn = resolve;
      begun.push({ work: one, progress });
    }).then((then) => then());
    return { by: 'the old holder' };
  };
  return { work, begun, goOn: (then: () => Promise<unknown> = async () => {}) => goOn(then) };
}
