/** The rules for the name and the content of every event in the catalogue. */
import { type DescField, ScalarType } from '@bufbuild/protobuf';
import { type ContractEvent, eventOf, registry } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import { importsOf } from './graph.ts';
import { placeOf } from './imports.ts';
import { type Finding, isTestCode, type Source } from './source.ts';

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

const entityOf = (type: string) => type.split('.').slice(0, 3).join('.');

/** The number, the name and the type of a field, as far as a reader of bytes and of code must agree on them. */
const shapeOf = (field: DescField): string => {
  const type =
    field.fieldKind === 'scalar'
      ? ScalarType[field.scalar]
      : field.fieldKind === 'enum'
        ? field.enum.typeName
        : field.fieldKind;
  return `${field.name} = ${field.number} (${type})`;
};

/**
 * When an aggregate is hidden, what stays of its earlier events is what the events that hide it carry. So these say who
 * it is, whose, and in which state, and nothing else; and every event of the aggregate has the same fields.
 */
export function hiddenFindings(all: readonly ContractEvent[]): Finding[] {
  const hiding = all.filter(({ hides }) => hides);
  return hiding.flatMap((hider) => {
    const entity = entityOf(hider.type);
    const kept = hider.message.fields.map(shapeOf);
    const [id = '', ...rest] = hider.message.fields.map(({ name }) => name);
    const wrong = id !== `${entity.split('.')[2]}_id` || rest.join() !== 'centre_id,state';
    const complaint = `${hider.type} hides its aggregate: let it carry ${entity.split('.')[2]}_id, centre_id and state alone`;
    const lacking = all
      .filter(({ type }) => entityOf(type) === entity)
      .flatMap(({ type, message }) => {
        const has = new Set(message.fields.map(shapeOf));
        const missing = kept.filter((shape) => !has.has(shape));
        return missing.length > 0 ? [`${type} can be erased, and lacks what may stay: ${missing.join(', ')}`] : [];
      });
    return [...(wrong ? [complaint] : []), ...lacking].map((message) => ({ file: fileOf(hider), line: 0, message }));
  });
}

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
