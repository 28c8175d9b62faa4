/** The rules for the name and the content of every event in the catalogue. */
import { type DescField, ScalarType } from '@bufbuild/protobuf';
import { type ContractEvent, eventOf, registry } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import { importsOf } from './graph.ts';
import { placeOf } from './imports.ts';
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

/** Last words that are in the past tense without -ed, or name the new state. */
const PAST = new Set(['held', 'snapshot', 'withdrawn', 'dormant', 'interest', 'negotiating', 'left', 'off']);
const TYPE = /^naru\.([a-z]+)\.([a-z_]+)\.([a-z_]+)\.v[1-9]\d*$/;
const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);

const fileOf = ({ message }: ContractEvent) => `proto/${message.file.name}.proto`;

export function eventFindings(event: ContractEvent): Finding[] {
  const [, context, , past = ''] = TYPE.exec(event.type) ?? [];
  const isSnapshot = past === 'snapshot';
  const complaints = [
    ...(context === undefined ? ['must be naru.<context>.<entity>.<past tense>.v1'] : []),
    ...(context !== undefined && context !== event.context ? [`belongs to ${event.context}: say so in its type`] : []),
    ...(context === undefined || past.endsWith('ed') || PAST.has(past.split('_').at(-1) ?? '')
      ? []
      : [`must end in what has happened, not in "${past}"`]),
    ...(event.summary.en.trim() === '' ? ['needs a summary: one line for the catalogue'] : []),
    ...(/[가-힣]/.test(event.summary.ko) ? [] : ['needs a summary_ko: the same line in Korean']),
    ...(event.audience === 0 ? ['needs an audience: who may receive it over webhooks and feeds'] : []),
    ...(isSnapshot && event.audience !== INTERNAL ? ['is a snapshot, for projections only: INTERNAL'] : []),
  ];
  return complaints.map((message) => ({ file: fileOf(event), line: 0, message: `${event.type} ${message}` }));
}

/** Messages of events.proto, or of a noun's …_events.proto, that are no event: nobody could publish them. */
export function strayMessages(): string[] {
  const messages = [...registry].filter((desc) => desc.kind === 'message');
  const isEvent = (name: string) => {
    try {
      return Boolean(eventOf({ $type: name }));
    } catch {
      return false;
    }
  };
  return messages
    .filter(({ file, typeName }) => /^naru\/.*\/(\w+_)?events$/.test(file.name) && !isEvent(typeName))
    .map(({ typeName }) => `${typeName} is in events.proto without (naru.common.v1.event)`);
}

/** `outgoing(VentureClosed, …, { forget: true })`: the names of the events that hide an aggregate. */
export function hidingEvents(source: Source): string[] {
  const names: string[] = [];
  if (!placeOf(source.path) || isTestCode(source.path)) return names;
  walk(source.program, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.name !== 'outgoing') return;
    const [event, , options] = node.arguments as Node[];
    if (event && options && source.text.slice(options.start, options.end).includes('forget'))
      names.push(String(event.name));
  });
  return names;
}

const entityOf = (type: string) => type.split('.').slice(0, 3).join('.');

/**
 * When an aggregate is hidden, the relay erases all its events except field 1, which it writes itself. So every event
 * of such an aggregate must begin with its id.
 */
export function hiddenFindings(all: readonly ContractEvent[], hiding: readonly string[]): Finding[] {
  const hidden = new Set(all.filter(({ message }) => hiding.includes(message.name)).map(({ type }) => entityOf(type)));
  return all
    .filter(
      (event) => hidden.has(entityOf(event.type)) && !isId(event.message.fields.find(({ number }) => number === 1)),
    )
    .map((event) => {
      const entity = event.type.split('.')[2];
      const message = `${event.type} can be erased by the relay, which leaves field 1: make that string ${entity}_id`;
      return { file: fileOf(event), line: 0, message };
    });
}

const isId = (field: DescField | undefined): boolean =>
  field?.fieldKind === 'scalar' && field.scalar === ScalarType.STRING && /(^|_)id$/.test(field.name);

/** Events that the running code of their owner never names. */
export function unsentEvents(all: readonly ContractEvent[], sources: readonly Source[]): string[] {
  const sent = new Set<string>();
  for (const source of sources.filter(({ path }) => placeOf(path) && !isTestCode(path)))
    for (const { specifier, names, typeOnly } of importsOf(source))
      for (const name of typeOnly ? [] : names) sent.add(`${specifier} ${name}`);
  return all
    .filter(({ message }) => !sent.has(`${message.file.name.replace('naru/', '@naru/contracts/')} ${message.name}`))
    .map(({ type }) => `${type} is sent by nobody: publish it from its noun, or take it out of events.proto`);
}
