/**
 * Who may do what on the bus, as nats-server reads it. Every service has an account of its own, so that no message of
 * it can reach another one, not even as the answer to a request. From another account it gets its own durables there,
 * each by its exact name, and nothing else.
 */
import {
  deployUserOf,
  durableOf,
  eventsOf,
  type Hearing,
  heardApi,
  heardContexts,
  inboxOf,
  liveOf,
  savedOf,
  streamOf,
  userOf,
} from '@naru/bus/names';

export interface BusPlan {
  /** The context of each service: it owns the events of that context. */
  contexts: Readonly<Record<string, string>>;
  /** Who hears what: now, and by the version before, whose durables stand beside the new ones during an upgrade. */
  hearings: readonly Hearing[];
  /** A prefix of every subject, or none. */
  prefix: string;
}

/** A durable by its exact name: a service reads it, on the stream of a context. */
interface Durable {
  reader: string;
  owner: string;
  stream: string;
  name: string;
}

/** The password of a user, as it stands in the file: a quoted text, or the name of a variable. */
type Password = (user: string) => string;

export function accountsConf(plan: BusPlan, password: Password): string {
  const durables = durablesOf(plan);
  const accounts = Object.values(plan.contexts)
    .sort()
    .map((context) => account(context, { plan, durables, password }));
  return `accounts {\n${accounts.join('\n')}\n}\n`;
}

function durablesOf({ contexts, hearings, prefix }: BusPlan): Durable[] {
  const all = hearings.flatMap((hearing) =>
    heardContexts(hearing).map((owner) => ({
      reader: contexts[hearing.service] ?? unknownService(hearing.service),
      owner,
      stream: streamOf(prefix, owner),
      name: durableOf(prefix, hearing),
    })),
  );
  const unique = new Map(all.map((one) => [`${one.stream} ${one.name}`, one]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const unknownService = (service: string): never => {
  throw new Error(`${service} hears something, but no service has this name`);
};

interface Room {
  plan: BusPlan;
  durables: readonly Durable[];
  password: Password;
}

function account(context: string, { plan, durables, password }: Room): string {
  const own = durables.filter(({ reader }) => reader === context);
  const lent = durables.filter(({ owner, reader }) => owner === context && reader !== context);
  const borrowed = own.filter(({ owner }) => owner !== context);
  const names = { prefix: plan.prefix, stream: streamOf(plan.prefix, context) };
  return `  ${context} {
    jetstream: enabled
    users: [
      {
        user: ${userOf(context)}, password: ${password(userOf(context))}
        permissions: ${permissions(context, { ...names, durables: own.flatMap(readingOf(context)) })}
      }
      { user: ${deployUserOf(context)}, password: ${password(deployUserOf(context))} }
    ]
    exports: [${lines(lent.flatMap(exportsOf))}]
    imports: [${lines(borrowed.flatMap(importsOf))}]
  }`;
}

/** The subjects by which a service reads one of its durables. */
const readingOf =
  (context: string) =>
  ({ owner, stream, name }: Durable): string[] => {
    const api = owner === context ? '$JS.API' : heardApi(owner);
    return [
      ...['INFO', 'MSG.NEXT'].map((way) => `${api}.CONSUMER.${way}.${stream}.${name}`),
      `$JS.ACK.${stream}.${name}.>`,
    ];
  };

const exportsOf = ({ reader, stream, name }: Durable): string[] => [
  `{ service: "$JS.API.CONSUMER.INFO.${stream}.${name}", accounts: [${reader}] }`,
  `{ service: "$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}", response_type: stream, accounts: [${reader}] }`,
  `{ service: "$JS.ACK.${stream}.${name}.>", accounts: [${reader}] }`,
];

const importsOf = ({ owner, stream, name }: Durable): string[] => [
  ...['INFO', 'MSG.NEXT'].map(
    (way) =>
      `{ service: { account: ${owner}, subject: "$JS.API.CONSUMER.${way}.${stream}.${name}" }, to: "${heardApi(owner)}.CONSUMER.${way}.${stream}.${name}" }`,
  ),
  `{ service: { account: ${owner}, subject: "$JS.ACK.${stream}.${name}.>" } }`,
];

/**
 * What a service may say: its own events, what its replicas tell each other, and requests about its own stream and its
 * own durables. What it may hear: answers to itself, and its own replicas.
 */
function permissions(
  context: string,
  { prefix, stream, durables }: { prefix: string; stream: string; durables: readonly string[] },
): string {
  const among = [`${savedOf(prefix, context)}.>`, liveOf(prefix, context)];
  const ways = ['STREAM.INFO', 'STREAM.PURGE', 'STREAM.MSG.DELETE', 'STREAM.MSG.GET'];
  const say = [eventsOf(prefix, context), ...among, ...ways.map((way) => `$JS.API.${way}.${stream}`), ...durables];
  const list = (subjects: readonly string[]) => `[${lines(subjects.map((subject) => JSON.stringify(subject)))}]`;
  return `{ publish: { allow: ${list(say)} }, subscribe: { allow: ${list([`${inboxOf(context)}.>`, ...among])} } }`;
}

const lines = (all: readonly string[]): string => (all.length > 0 ? `\n      ${all.join('\n      ')}\n    ` : '');

/** The user of a test run who may do everything. */
export const EVERYTHING = 'whole';

/**
 * The users on the bus of a test run, where many networks share one account, each below a prefix of one part. NATS has
 * no pattern for a part of a name, so any stream and any durable fits; whose they are is tried on a bus with accounts.
 */
export function testUsersConf(contexts: readonly string[], password: string): string {
  const readings = ['$JS.API.CONSUMER.INFO.*.*', '$JS.API.CONSUMER.MSG.NEXT.*.*', '$JS.ACK.>'];
  const users = contexts.map(
    (context) =>
      `{ user: ${userOf(context)}, password: ${password}, permissions: ${permissions(context, { prefix: '*.', stream: '*', durables: readings })} }`,
  );
  return `authorization {\n  users: [${lines([`{ user: ${EVERYTHING}, password: ${password} }`, ...users])}]\n}\n`;
}
