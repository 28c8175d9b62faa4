/** The parties of an event, and the readers who may receive it. It reads the contract, so new events need no change. */
import { type DescMessage, fromBinary } from '@bufbuild/protobuf';
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import { type ContractEvent, eventOfType } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';

// The fields that name a party, in any event or in its resource.
const PARTY_FIELDS = new Set(['venture_id', 'investor_id', 'centre_id', 'first_party_id', 'second_party_id']);
// Resources that are parties themselves: their own id counts.
const PARTY_RESOURCES = new Set(['naru.investor.v1.Investor']);
const PUBLIC = eventRule_AudienceToNumber(EventRule_Audience.PUBLIC);
const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);

export interface Concern {
  event: ContractEvent;
  /** Ids of the ventures, investors and centres that the event names. */
  parties: ReadonlySet<string>;
}

/** Null for a type that is not in the catalogue: a newer service may publish types that this one does not know yet. */
export function concernOf(type: string, data: Uint8Array): Concern | null {
  const event = eventOfType(type);
  if (!event) return null;
  const parties = new Set<string>();
  collect(reflect(event.message, fromBinary(event.message, data)), parties);
  return { event, parties };
}

/** The event itself and the resource in it. A deeper id is a detail, not a party. */
function collect(message: ReflectMessage, parties: Set<string>, depth = 0): void {
  for (const field of message.fields) {
    if (field.fieldKind === 'scalar' && names(message.desc, field.name)) {
      const id = message.get(field);
      if (typeof id === 'string' && id !== '') parties.add(id);
    }
    if (field.fieldKind === 'message' && depth === 0 && message.isSet(field))
      collect(message.get(field), parties, depth + 1);
  }
}

const names = (message: DescMessage, field: string) =>
  PARTY_FIELDS.has(field) || (field === 'id' && PARTY_RESOURCES.has(message.typeName));

export interface Reader {
  /** The ids of the reader's grants. */
  ids: readonly string[];
  /** True for the secretariat, which every event concerns. */
  seesAll: boolean;
}

/** Public events are for everybody, internal ones for nobody outside, the others for the parties that they name. */
export function mayBeTold({ ids, seesAll }: Reader, { event, parties }: Concern): boolean {
  if (event.audience === INTERNAL) return false;
  return seesAll || event.audience === PUBLIC || ids.some((id) => parties.has(id));
}

/** `naru.registry.venture.*` matches every type that begins so; a whole type matches itself. */
export const matchesType = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
