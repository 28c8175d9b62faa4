/** Who may receive an event. It reads the contract, so new events need no change. */
import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { type ContractEvent, events } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import type { Received } from '@naru/kit/subscribe';

const PUBLIC = eventRule_AudienceToNumber(EventRule_Audience.PUBLIC);
const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);

/** An event before it is decoded. */
export type Heard = Pick<Received<unknown>, 'type' | 'data' | 'aggregate' | 'causedBy' | 'context' | 'first'>;

/** Finds inboxes by ids. Each throws `not_found` while what it needs has not been heard yet. */
export interface Finders {
  centreOf(ventureId: string): Promise<string>;
  judge(id: string): Promise<string>;
  mentor(id: string): Promise<string>;
  /** The owner of the programme with this id, or of that of the round or event. */
  owner(id: string): Promise<string>;
  teams(eventId: string): Promise<string[]>;
  residents(cohortId: string): Promise<string[]>;
  judgesOf(roundId: string): Promise<string[]>;
  voters(): Promise<string[]>;
  centres(): Promise<string[]>;
  followers(roundId: string, heard: Heard): Promise<string[]>;
}

export interface Concern {
  event: ContractEvent;
  content: ReflectMessage;
  /** Ids of the bodies that the event names or concerns: who reads for them may receive it. */
  parties: ReadonlySet<string>;
  /** The inboxes that find a notice. The inbox of the acting person is none of them. */
  told: ReadonlySet<string>;
  /** Those of them that are asked for something. */
  asked: ReadonlySet<string>;
  /** Why somebody could not be found yet: to be thrown when the others have been told. */
  lacking?: unknown;
}

export interface Reader {
  /** The ids of the reader's grants. */
  ids: readonly string[];
  /** True for the secretariat, which every event concerns. */
  seesAll: boolean;
}

/** Public events are for everybody, internal ones for nobody outside, the others for the parties that they name. */
export function mayBeTold({ ids, seesAll }: Reader, { event, parties }: Pick<Concern, 'event' | 'parties'>): boolean {
  if (event.audience === INTERNAL) return false;
  return seesAll || event.audience === PUBLIC || ids.some((id) => parties.has(id));
}

/** `naru.registry.venture.*` matches every type that begins so; a whole type matches itself. */
export const matchesType = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;

/**
 * The events that partners may get. The service's own events are excluded: two failing addresses would report each
 * other's failures for ever.
 */
export const SENDABLE = events.filter(({ audience, context }) => audience !== INTERNAL && context !== 'notification');

export interface Readable {
  /** Types of which the reader gets every event. */
  all: string[];
  /** Types of which the reader gets the events that name the reader. */
  own: string[];
}

/** What a reader may get of the types that fit one of the patterns, or of all types where there is none: as `mayBeTold`. */
export function readable({ seesAll }: Pick<Reader, 'seesAll'>, patterns: readonly string[]): Readable {
  const asked = ({ type }: ContractEvent) =>
    patterns.length === 0 || patterns.some((pattern) => matchesType(pattern, type));
  const forAll = ({ audience }: ContractEvent) => seesAll || audience === PUBLIC;
  const typesOf = (found: readonly ContractEvent[]) => found.map(({ type }) => type);
  const wanted = SENDABLE.filter(asked);
  return { all: typesOf(wanted.filter(forAll)), own: typesOf(wanted.filter((event) => !forAll(event))) };
}
