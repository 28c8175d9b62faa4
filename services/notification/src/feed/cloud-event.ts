/** An event in the form for partners: CloudEvents 1.0 in structured JSON, the payload by the proto3 JSON mapping. */
import { fromBinary, fromJson, type JsonObject, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import { type ContractEvent, eventOfType, registry } from '@naru/contracts';
import { bareOf } from '@naru/contracts/hidden';
import type { ParkedSource } from '@naru/kit/park';
import { padded } from './feed.ts';

export const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/** The cause is internal to Naru: partners get no actor and no cause. */
export const cloudEvent = ({
  id,
  type,
  context,
  at,
  aggregate,
  version,
  data,
}: Pick<ParkedSource, 'id' | 'type' | 'context' | 'at' | 'aggregate' | 'version' | 'data'>) => ({
  specversion: '1.0',
  id,
  source: `/naru/${context}`,
  type,
  time: at.toISOString(),
  subject: aggregate,
  sequence: padded(version),
  datacontenttype: 'application/json',
  data: payload(eventOfType(type), data),
});

const payload = (event: Pick<ContractEvent, 'message'> | undefined, data: Uint8Array): JsonObject =>
  // The messages of the catalogue are objects in JSON. Only a version that no longer knows a type has none for it.
  event
    ? (toJson(event.message, fromBinary(event.message, data), { registry, alwaysEmitImplicit: true }) as JsonObject)
    : {};

/** The same event with nothing but what may stay of it once its aggregate is hidden. */
export function bare(body: string): string {
  const sent = JSON.parse(body) as { type: string; data: JsonValue };
  const event = eventOfType(sent.type);
  if (!event) return body;
  const { message } = event;
  const data = toBinary(message, fromJson(message, sent.data, { registry, ignoreUnknownFields: true }));
  return JSON.stringify({ ...sent, data: payload(event, bareOf(sent.type, data)) });
}
