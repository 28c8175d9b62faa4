/**
 * An event on the bus: CloudEvents 1.0, NATS protocol binding, binary mode. Every attribute is a header `ce-<name>`,
 * percent-encoded; the payload is the data. Headers without the prefix are for readers who know nothing of CloudEvents.
 */
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { OutboxEntry } from './outbox.ts';

/** What a received event says of itself. */
export interface Envelope {
  id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
  causedBy: string;
  traceparent: string;
}

const DATA_TYPE = 'application/protobuf';

export function headersOf(context: string, entry: OutboxEntry): MsgHdrs {
  const attributes = {
    specversion: '1.0',
    id: entry.id,
    source: `/naru/${context}`,
    type: entry.type,
    time: entry.at.toISOString(),
    subject: entry.aggregate,
    datacontenttype: DATA_TYPE,
    sequence: String(entry.version),
    actor: entry.actor,
    causeid: entry.causeId,
    traceparent: entry.traceparent,
  };
  const h = headers();
  for (const [name, value] of Object.entries(attributes)) if (value) h.set(`ce-${name}`, percentEncoded(value));
  // SDKs of CloudEvents that are older than the binding look here, and tracers know only their own header.
  h.set('content-type', DATA_TYPE);
  if (entry.traceparent) h.set('traceparent', entry.traceparent);
  return h;
}

/** Space, quote, percent and all that is no visible ASCII, as the binding says; half a surrogate pair becomes U+FFFD. */
const percentEncoded = (value: string): string =>
  value.toWellFormed().replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent);

/** Reads the headers as far as they can be read. @returns the envelope, and the names of headers that say nothing */
export function envelopeOf(h: MsgHdrs | undefined): { envelope: Envelope; unreadable: string[] } {
  const unreadable: string[] = [];
  const text = (name: string): string => {
    const raw = h?.get(name) ?? '';
    try {
      return decodeURIComponent(raw);
    } catch {
      unreadable.push(name);
      return raw;
    }
  };
  const required = (name: string): string => {
    const value = text(name);
    if (value === '') unreadable.push(name);
    return value;
  };
  const envelope = {
    id: required('ce-id'),
    type: required('ce-type'),
    aggregate: required('ce-subject'),
    version: Number(required('ce-sequence')),
    at: new Date(required('ce-time')),
    causedBy: text('ce-actor'),
    traceparent: text('ce-traceparent') || (h?.get('traceparent') ?? ''),
  };
  if (!Number.isSafeInteger(envelope.version)) unreadable.push('ce-sequence');
  if (Number.isNaN(envelope.at.getTime())) unreadable.push('ce-time');
  return { envelope, unreadable: [...new Set(unreadable)] };
}
