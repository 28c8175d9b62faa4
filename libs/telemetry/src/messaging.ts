/** Events on the bus: the spans and durations of sending and of handling them. */
import { SpanKind } from '@opentelemetry/api';
import { record, seconds } from './meter.ts';
import { type Carrier, extract, inject, inSpan, typeOf } from './trace.ts';

export interface Sent {
  /** The type of the event, which is its subject without the id of the aggregate. */
  type: string;
  id: string;
  bytes: number;
  /** The trace of what caused it. */
  traceparent: string | undefined;
}

export interface Heard extends Sent {
  subscription: string;
}

/** What is done with an event, in the words of the conventions. */
interface Operation {
  name: string;
  type: string;
  kind: SpanKind;
  duration: 'messaging.client.operation.duration' | 'messaging.process.duration';
}

const PUBLISH: Operation = {
  name: 'publish',
  type: 'send',
  kind: SpanKind.PRODUCER,
  duration: 'messaging.client.operation.duration',
};
const PROCESS: Operation = {
  name: 'process',
  type: 'process',
  kind: SpanKind.CONSUMER,
  duration: 'messaging.process.duration',
};

/** Sends an event in its span. `send` gets the trace context for the headers, so that who hears it follows the sending. */
export const publishing = <T>(event: Sent, send: (carrier: Carrier) => Promise<T>): Promise<T> =>
  inOperation(PUBLISH, event, () => send(inject()));

/** Handles an event in its span. */
export const processing = <T>(event: Heard, handle: () => Promise<T>): Promise<T> =>
  inOperation(PROCESS, event, handle);

async function inOperation<T>(
  operation: Operation,
  { type, id, bytes, traceparent, subscription }: Sent & Partial<Heard>,
  work: () => Promise<T>,
): Promise<T> {
  const labels = {
    'messaging.system': 'nats',
    'messaging.operation.name': operation.name,
    'messaging.destination.name': type,
    ...(subscription !== undefined && { 'messaging.consumer.group.name': subscription }),
  };
  const attributes = {
    ...labels,
    'messaging.operation.type': operation.type,
    'messaging.message.id': id,
    'messaging.message.body.size': bytes,
  };
  const parent = extract(traceparent ? { traceparent } : {});
  const begun = seconds();
  let error: { 'error.type'?: string } = {};
  try {
    return await inSpan({ name: `${operation.name} ${type}`, kind: operation.kind, parent, attributes }, work);
  } catch (thrown) {
    error = { 'error.type': typeOf(thrown) };
    throw thrown;
  } finally {
    record(operation.duration, seconds() - begun, { ...labels, ...error });
  }
}
