/**
 * The purpose of a service's files: events.ts publishes, reactions.ts handles events, message.ts converts to messages,
 * and copies/ holds read copies of other services' aggregates.
 */
import path from 'node:path';
import { type Import, importsOf } from './graph.ts';
import { type Finding, isTestCode, type Source } from './source.ts';
import { COPIES } from './walls.ts';

const SUBSCRIBE = 'libs/kit/src/subscribe.ts';
const OUTBOX = 'libs/kit/src/outbox.ts';
const PROJECTION = 'libs/kit/src/projection.ts';
/** Functions that subscribe to events. Read copies use libs/copies for it. */
const HEARING = ['on', 'onRaw', '*'];
const KEEPING = ['projection', '*'];

type Rule = (one: Import, file: string) => string | null;

export function fileFindings(source: Source): Finding[] {
  const file = source.path;
  if (!file.startsWith('services/') || isTestCode(file)) return [];
  const imported = importsOf(source).flatMap((one) =>
    [sends, hears, says, keeps].flatMap((rule) => {
      const message = rule(one, file);
      return message ? [{ file, line: one.line, message }] : [];
    }),
  );
  return [...imported, ...misplacedMessages(source)];
}

const takes = ({ names, typeOnly }: Import, what: readonly string[]): boolean =>
  !typeOnly && names.some((name) => what.includes(name));

const sends: Rule = ({ target }, file) =>
  target === SUBSCRIBE && path.posix.basename(file) === 'events.ts'
    ? 'events.ts is what goes out: put what comes in into reactions.ts'
    : null;

const hears: Rule = (one, file) =>
  one.target === SUBSCRIBE && takes(one, HEARING) && !['reactions.ts', 'events.ts'].includes(path.posix.basename(file))
    ? 'events are heard in reactions.ts of a noun alone: put the handler there'
    : null;

const says: Rule = (one, file) =>
  one.target === OUTBOX && takes(one, ['outgoing', '*']) && path.posix.basename(file) !== 'events.ts'
    ? 'what the network hears is said in events.ts of a noun alone: put it there'
    : null;

const keeps: Rule = (one, file) =>
  (one.package === '@naru/copies' || (one.target === PROJECTION && takes(one, KEEPING))) &&
  !file.includes(`/src/${COPIES}/`)
    ? `what is kept of others stands in ${COPIES}/<noun>: put the copy there, and import it`
    : null;

function misplacedMessages(source: Source): Finding[] {
  if (path.posix.basename(source.path) === 'message.ts') return [];
  const exported = source.module.staticExports.flatMap(({ entries }) =>
    entries.filter(({ exportName }) => exportName.name === 'toProto'),
  );
  return exported.map(({ start }) => ({
    file: source.path,
    line: source.lineAt(start),
    message: 'toProto is exported by message.ts alone: put it there, for rpc.ts and events.ts',
  }));
}
