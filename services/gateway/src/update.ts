/** Fills the other fields of an update: the mask from the fields in the body, and the etag from the noun. */
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { hasParts } from '@naru/contracts';
import { isObject, type Json, type JsonObject } from './check/walk.ts';

/**
 * A mask in the request takes precedence. Otherwise PATCH changes the fields that are sent and leaves the rest. `null`
 * counts as sent: it clears.
 */
export function fillUpdate(request: JsonObject, noun: DescField): void {
  const body = request[noun.jsonName];
  if (!noun.message || !isObject(body)) return;
  const { etag, ...fields } = body;
  if (etag !== undefined) {
    // A noun that was read before comes back with its version. That is a condition, not a change.
    request[noun.jsonName] = fields;
    if (etag !== null && etag !== '') request.etag ??= etag;
  }
  if (request.updateMask || request.update_mask) return;
  request.updateMask = pathsIn(fields, noun.message).join(',');
}

function pathsIn(object: JsonObject, desc: DescMessage): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const field = desc.fields.find(({ name, jsonName }) => name === key || jsonName === key);
    return field ? pathsOf(field, value) : []; // The walk reports that there is no such field.
  });
}

function pathsOf(field: DescField, value: Json): string[] {
  if (!hasParts(field) || !isObject(value)) return [field.jsonName];
  return pathsIn(value, field.message).map((path) => `${field.jsonName}.${path}`);
}
