/** Commands to MongoDB, as its driver reports them. Neither spans nor metrics hold values of queries. */
import { type Span, SpanKind } from '@opentelemetry/api';
import type { CommandFailedEvent, CommandStartedEvent, MongoClient } from 'mongodb';
import { record } from './meter.ts';
import { fail, isTraced, startSpan, typeOf } from './trace.ts';

interface Open {
  labels: { 'db.system.name': string; 'db.operation.name': string; 'db.collection.name'?: string };
  span: Span | undefined;
}

/** Measures every command. One of a call or an event gets a span too; one of a poll gets none. */
export function watchCommands(client: Pick<MongoClient, 'on'>): void {
  const open = new Map<number, Open>();
  client.on('commandStarted', (event) => open.set(event.requestId, opened(event)));
  client.on('commandSucceeded', ({ requestId, duration }) => close(requestId, duration));
  client.on('commandFailed', (event) => close(event.requestId, event.duration, event.failure));

  function close(requestId: number, durationMs: number, failure?: CommandFailedEvent['failure']): void {
    const { labels, span } = open.get(requestId) ?? {};
    if (!labels) return;
    open.delete(requestId);
    const about = failure ? failureOf(failure) : {};
    if (span && failure) fail(span, typeOf(failure));
    span?.setAttributes(about).end();
    record('db.client.operation.duration', durationMs / 1_000, { ...labels, ...about });
  }
}

function opened({ commandName, command, databaseName, address }: CommandStartedEvent): Open {
  const collection = collectionOf(commandName, command);
  const labels = {
    'db.system.name': 'mongodb',
    'db.operation.name': commandName,
    ...(collection !== '' && { 'db.collection.name': collection }),
  };
  if (!isTraced()) return { labels, span: undefined };
  const [host = '', port] = address.split(/:(?=\d+$)/);
  const attributes = { ...labels, 'db.namespace': databaseName, 'server.address': host, 'server.port': Number(port) };
  return { labels, span: startSpan(`${commandName} ${collection}`.trim(), { kind: SpanKind.CLIENT, attributes }) };
}

/** A command names its collection as its own value; `getMore` has the cursor there. */
function collectionOf(commandName: string, command: CommandStartedEvent['command']): string {
  const named = commandName === 'getMore' ? command.collection : command[commandName];
  return typeof named === 'string' ? named : '';
}

/** MongoDB's codes are numbers of a list; its texts may hold values. */
function failureOf(failure: Error): { 'error.type': string; 'db.response.status_code'?: string } {
  const { code } = failure as { code?: unknown };
  return {
    'error.type': typeOf(failure),
    ...(typeof code === 'number' && { 'db.response.status_code': String(code) }),
  };
}
