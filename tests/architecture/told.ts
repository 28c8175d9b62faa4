/** The rules for the rows that say whom an event concerns: every event has one, and it fits the event. */
import type { DescMessage } from '@bufbuild/protobuf';
import type { Ask, ContractEvent, Told } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import type { Finding } from './source.ts';

const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);
const PUBLIC = eventRule_AudienceToNumber(EventRule_Audience.PUBLIC);
const BY_FIELD = ['body', 'person', 'judge', 'mentor', 'owner', 'teams', 'residents', 'jury', 'followers'] as const;

const pathsOf = (told: Told): string[] => BY_FIELD.flatMap((way) => told[way]);

/** True if the path leads to a field of the event. */
function leads(message: DescMessage, [segment = '', ...rest]: readonly string[]): boolean {
  if (segment === 'last' || segment === segment.toUpperCase()) return rest.length === 0 || leads(message, rest);
  const field = message.fields.find(({ name }) => name === segment);
  if (!field) return false;
  const inner = field.fieldKind === 'message' || field.fieldKind === 'list' ? field.message : undefined;
  return rest.length === 0 || (inner !== undefined && leads(inner, rest));
}

const lost = ({ message }: ContractEvent, paths: readonly string[]): string[] =>
  paths.filter((path) => !leads(message, path.split('.'))).map((path) => `names ${path}, which is no field of it`);

export function toldFindings(all: readonly ContractEvent[]): Finding[] {
  const byType = new Map(all.map((event) => [event.type, event]));
  return all.flatMap((event) =>
    [...rowFindings(event), ...(event.asks ? askFindings(event, event.asks, byType) : [])].map((what) => ({
      file: `proto/${event.message.file.name}.proto`,
      line: 0,
      message: `${event.type} ${what}`,
    })),
  );
}

function rowFindings(event: ContractEvent): string[] {
  const { told, audience } = event;
  if (!told) return ['says not whom it concerns: give it told, and nobody with the reason where it is nobody'];
  const somebody = pathsOf(told).length > 0 || told.centres;
  if (told.nobody !== '') return somebody ? ['tells somebody and nobody: choose one'] : [];
  return [
    ...(somebody ? [] : ['tells nobody without a reason: write nobody, and why']),
    ...(audience === INTERNAL ? ['is for services alone: it can tell nobody'] : []),
    ...(audience !== PUBLIC && (told.centres || told.followers.length > 0)
      ? ['is for its parties: it cannot tell the whole network']
      : []),
    ...lost(event, pathsOf(told)),
  ];
}

function askFindings(event: ContractEvent, asks: Ask, byType: ReadonlyMap<string, ContractEvent>): string[] {
  const told = event.told ? pathsOf(event.told) : [];
  const own = [...asks.unless, ...[asks.until, asks.thing].filter(Boolean)];
  return [
    ...asks.of.filter((path) => !told.includes(path)).map((path) => `asks ${path}, which it does not tell`),
    ...(asks.of.length === 0 ? ['asks nobody'] : []),
    ...(asks.ends.length === 0 ? ['asks for something that nothing ends'] : []),
    ...lost(event, own),
    ...asks.movedBy.flatMap((type) => {
      const moving = byType.get(type);
      if (!moving) return [`is moved by ${type}, which is no event`];
      return lost(moving, [asks.until, asks.thing].filter(Boolean)).map((what) => `is moved by ${type}, which ${what}`);
    }),
    ...asks.ends.flatMap(({ event: type, who }) => {
      const ending = byType.get(type);
      if (!ending) return [`is ended by ${type}, which is no event`];
      return lost(ending, [who, asks.thing].filter(Boolean)).map((what) => `is ended by ${type}, which ${what}`);
    }),
  ];
}
