/** The consumers of events, as committed files: a change of them is a change of what services owe each other. */
import { type ContractEvent, events } from '@naru/contracts';
import { CONSUMERS_FILE } from '@naru/local/bus-plan';
import type { BuiltService } from './parts.ts';

export { CONSUMERS_FILE };
export const CATALOGUE_FILE = 'docs/events.md';
export const RENEW = 'npm run renew --prefix tests';

interface Subscribed {
  /** The service and the subscription: notification / inbox */
  name: string;
  types: ReadonlySet<string>;
}

const subscribed = (services: readonly BuiltService[]): Subscribed[] =>
  services
    .flatMap(({ spec, parts }) =>
      (parts.subscriptions ?? []).map(({ name, handlers }) => ({
        name: `${spec.name} / ${name}`,
        types: new Set(handlers.map(({ type }) => type)),
      })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** One line for each event of a subscription, so that a change appears as lines added and removed. */
export const consumersText = (services: readonly BuiltService[]): string =>
  subscribed(services)
    .flatMap(({ name, types }) => [...types].sort().map((type) => `${name} / ${type}\n`))
    .join('');

const AUDIENCES = ['', 'everyone', 'its parties', "Naru's services"];
/** A snapshot repeats earlier events, and a signed head guards the journal: neither is a part of what all others are told. */
const isApart = ({ type }: ContractEvent) => /\.(snapshot|journal_head\.signed)\./.test(type);

/** The catalogue as a page. Subscriptions to all events are named once, not on every line. */
export function cataloguePage(services: readonly BuiltService[], all: readonly ContractEvent[] = events): string {
  const news = all.filter((event) => !isApart(event));
  const listeners = subscribed(services);
  const hearsAll = listeners.filter(({ types }) => news.every(({ type }) => types.has(type)));
  const hearsSome = listeners.filter((one) => !hearsAll.includes(one));
  const owners = services.map(({ spec }) => spec).sort((a, b) => (a.name < b.name ? -1 : 1));
  const tables = owners.map(({ name, context }) => {
    const rows = all.filter((event) => event.context === context).sort((a, b) => (a.type < b.type ? -1 : 1));
    return rows.length > 0 ? `## ${name}\n\n${table(rows, hearsSome)}` : '';
  });
  return `${intro(hearsAll.map(({ name }) => name))}\n\n${tables.filter(Boolean).join('\n\n')}\n`;
}

const intro = (everywhere: readonly string[]): string =>
  `# The event catalogue

Made by \`${RENEW}\` from the contract and from what the services subscribe to; a test keeps it in step.
[Adding an event](add-an-event.md) says how a line gets here.

A type is also the root of its NATS subject, \`<type>.<aggregate id>\`. "For whom" says who may get it over webhooks and
feeds. A snapshot is the present state of one aggregate, sent on request, for read copies only.

On the bus an event follows the NATS binding of CloudEvents in binary mode: every attribute is a header \`ce-<name>\`,
percent-encoded, the payload is the message of the contract. Besides \`id\`, \`source\`, \`type\`, \`subject\` (the aggregate),
\`time\` and \`datacontenttype\` there are \`sequence\` (the aggregate's version), \`actor\`, \`causeid\` and \`traceparent\`.
${everywhere.length > 0 ? `\nEvery event but the snapshots and the signed heads of the journal is also heard by ${everywhere.join(' and ')}.` : ''}`.trimEnd();

function table(rows: readonly ContractEvent[], listeners: readonly Subscribed[]): string {
  const lines = rows.map(({ type, summary, audience }) => {
    const heard = listeners.filter(({ types }) => types.has(type)).map(({ name }) => name);
    return `| \`${type}\` | ${summary.en}<br>${summary.ko} | ${AUDIENCES[audience] ?? ''} | ${heard.join(', ')} |`;
  });
  return ['| type | what has happened | for whom | heard by |', '| --- | --- | --- | --- |', ...lines].join('\n');
}
