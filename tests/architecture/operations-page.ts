/** docs/operations.md says times and log lines. Each stands in the code, or the page says itself that it was not tried. */
import { type Finding, files, read } from './source.ts';

export const PAGE = 'docs/operations.md';

/** Where a time on the page comes from: a text of a file. Or the page takes it from elsewhere, and says so. */
interface Time {
  said: string;
  by: readonly [file: string, text: string] | 'the page says how it was measured' | 'of a server that is none of ours';
}

const KEPT = ['libs/bus/src/names.ts', 'keptMs: 30 * 24 * 3_600_000'] as const;
const KEYS = ['libs/kit/src/identity.ts', 'const KEYS_READ_EVERY_MS = 60_000;'] as const;
const REMEMBERED = ['libs/kit/src/identity.ts', 'const REMEMBERED_MS = 5 * 60_000;'] as const;

export const TIMES: readonly Time[] = [
  { said: '354 MB half a minute after its first start', by: 'the page says how it was measured' },
  { said: 'were backed up in 1.7 seconds and restored in 32', by: 'the page says how it was measured' },
  {
    said: 'two seconds after its address has begun to leave',
    by: ['deploy/helm/naru/templates/services.yaml', 'command: [sleep, "2"]'],
  },
  { said: 'says so every five seconds', by: ['libs/telemetry/src/there.ts', 'const SAY_EVERY_MS = 5_000;'] },
  {
    said: 'one small write at most every ten seconds',
    by: ['libs/kit/src/mongo.ts', 'const WRITE_EVERY_MS = 10_000;'],
  },
  { said: 'an error in the log every ten seconds', by: ['libs/kit/src/condition.ts', 'const LOOK_EVERY_MS = 10_000;'] },
  { said: 'Gauges of queues are read every ten', by: ['libs/kit/src/boot.ts', 'const GAUGES_EVERY_MS = 10_000;'] },
  { said: 'the bus after fifteen seconds', by: ['libs/kit/src/bus.ts', 'pingInterval: 5_000, maxPingOut: 2'] },
  { said: 'the database after five', by: ['libs/kit/src/mongo.ts', 'connectTimeoutMS: 3_000,'] },
  { said: 'running calls get 8 s', by: ['libs/kit/src/boot.ts', 'const DRAIN_MS = 8_000;'] },
  { said: 'the process ends within 10 s', by: ['libs/kit/src/process.ts', 'const STOP_MS_MAX = 10_000;'] },
  {
    said: 'waits for a connection for up to 2.5 s',
    by: ['services/gateway/src/client.ts', 'const PATIENCE_MS = 2_500;'],
  },
  {
    said: 'due more than five seconds ago',
    by: ['libs/telemetry/src/instruments.ts', 'due more than five seconds ago'],
  },
  {
    said: 'A sweep of 200 documents a second',
    by: ['libs/kit/src/mirror-feed.ts', 'const PAGE = 1_000;\nconst SWEEP_EVERY_MS = 5_000;'],
  },
  { said: 'seen no renewal for five seconds', by: ['libs/kit/src/fence.ts', 'export const LEASE_MS = 5_000;'] },
  { said: 'watch for twelve seconds', by: ['deploy/local/src/backup/stillness.ts', 'MARKED_EVERY_MS = 12_000'] },
  { said: 'sends its events of the last 30 days by itself', by: KEPT },
  { said: 'for two minutes, or for half an hour', by: ['libs/kit/src/retry.ts', 'soonMs: 120_000, lateMs: 1_800_000'] },
  { said: 'pauses double up to a minute', by: ['libs/kit/src/retry.ts', 'maxMs: 60_000'] },
  {
    said: 'after ten seconds the event is in the collection `waiting`',
    by: ['libs/kit/src/retry.ts', 'flightMs: 10_000'],
  },
  {
    said: 'and after a minute when there is something new',
    by: ['libs/kit/src/config.ts', 'JOURNAL_HEAD_MS: milliseconds(60_000)'],
  },
  { said: 'the checkpoint after the next: a minute or two', by: 'of a server that is none of ours' },
  { said: 'its oplog for an hour or 100,000 entries', by: 'of a server that is none of ours' },
  {
    said: 'deletes after two weeks without a listener',
    by: ['libs/bus/src/names.ts', 'const FORGOTTEN_MS = 14 * 24 * 3_600_000;'],
  },
  { said: 'send their events of the last 30 days again', by: KEPT },
  { said: 'with its `events` of the last 30 days', by: KEPT },
  { said: 'all events of the 30 days are sent then', by: KEPT },
  {
    said: 'asks both every ten seconds for a small write',
    by: ['deploy/local/src/child.ts', 'const WORKS_EVERY_MS = 10_000;'],
  },
  {
    said: '`Retry-After` within three seconds',
    by: ['libs/kit/src/mongo.ts', 'const PATIENCE_MS = 1_500;\nconst SELECTION_MS = 1_000;'],
  },
  {
    said: 'resumes its operations within 6 s',
    by: ['libs/kit/src/operation-worker.ts', 'const LOOK_EVERY_MS = 1_000;'],
  },
  { said: 'reads the keys of the issuer again every minute', by: KEYS },
  { said: 'Keys that it read less than five minutes ago count', by: REMEMBERED },
  { said: 'are refused after at most a minute', by: KEYS },
  { said: 'were accepted before after at most five', by: REMEMBERED },
];

const UNIT = '(?:ms|s|seconds?|minutes?|hours?|days?|weeks?)';
const NUMBER =
  '(?:\\d[\\d,.]*|an?|half an?|one|two|three|four|five|six|eight|ten|twelve|fifteen|thirty|last \\d+|the \\d+)';
const TIME = new RegExp(`\\b${NUMBER} ${UNIT}\\b|\\bevery minute\\b`, 'g');
/** Rows of variables are compared with the code elsewhere, and rows of faults name their tests. */
const ROW =
  /^\| (?:`[A-Z_]+`|kill|halt|partition|bit flip|rollback|disk full|clock|slow consumer|loss of the bus|rolling upgrade) \|/;

/** Lines that say a time which no entry of the table has. A sentence may go over two lines. */
export function untried(text: string, times: readonly Time[] = TIMES): Finding[] {
  const flat = text.replaceAll('\n', ' ');
  const known = times.flatMap(({ said }) => {
    const at = flat.indexOf(said);
    return at < 0 ? [] : [{ from: at, to: at + said.length }];
  });
  let from = 0;
  return text.split('\n').flatMap((line, index) => {
    const start = from;
    from += line.length + 1;
    if (ROW.test(line)) return [];
    return [...line.matchAll(TIME)]
      .filter(({ index: at, 0: said }) => {
        const [first, last] = [start + at, start + at + said.length];
        return !known.some((one) => first < one.to && last > one.from);
      })
      .map(({ 0: said }) => ({
        file: PAGE,
        line: index + 1,
        message: `says "${said}": add to TIMES where it stands in the code, or say on the page that it was not tried`,
      }));
  });
}

/** Entries of the table that nothing says any more, on the page or in the code. */
export function outdated(text: string, times: readonly Time[] = TIMES): string[] {
  const flat = text.replaceAll('\n', ' ');
  return times.flatMap(({ said, by }) => [
    ...(flat.includes(said) ? [] : [`the page does not say "${said}"`]),
    ...(typeof by === 'string' || read(by[0]).includes(by[1])
      ? []
      : [`${by[0]} does not have "${by[1]}", of which the page says "${said}"`]),
  ]);
}

const isRunning = (file: string): boolean =>
  /^(libs|services)\/[^/]+\/src\/.*\.ts$/.test(file) && !/test\.ts$|\/fixture\/|^libs\/testing\//.test(file);
const SOURCES = (): string[] =>
  files()
    .filter(isRunning)
    .map((file) => read(file));
const LOGGED = /\blog\.(\w+)\([^;]*?'([^'\n]+)'\s*,?\s*\)/g;

/** The lines that processes log, with their levels. */
export const loggedLines = (): { level: string; text: string }[] =>
  SOURCES().flatMap((source) => [...source.matchAll(LOGGED)].map(([, level = '', text = '']) => ({ level, text })));

/** Texts on a page that look like a line of a log: words alone, three or more. */
export const linesOnPage = (text: string): string[] => [
  ...new Set(
    [...text.replaceAll('\n', ' ').matchAll(/`([a-z]+(?:[,;]? [A-Za-z]+){2,})`/g)].map(([, line = '']) => line),
  ),
];
