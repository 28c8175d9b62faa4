/** What the examples name: without it in the service's copies, their calls would end where ids are looked up. */
import type { DescMessage } from '@bufbuild/protobuf';
import { type LookupRule, lookupsIn, methods } from '@naru/contracts';
import { exampleOf } from '@naru/contracts/examples';
import { OWN } from './owners.ts';
import { copy, type Seed } from './shapes.ts';

/** Where each service keeps its copies of a noun. */
const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  investor: { venture: 'named_ventures', centre: 'centre_names', organisation: 'organisation_names' },
  ledger: { centre: 'centre_names', organisation: 'organisation_names' },
  matching: { venture: 'ventures', investor: 'investors' },
  program: {
    venture: 'ventures',
    investor: 'investor_names',
    centre: 'centre_names',
    organisation: 'organisation_names',
  },
};

const FORMS: Readonly<Record<string, RegExp>> = { venture: /^ven_/, investor: /^inv_/, centre: /^KR-/ };

const isOf = (noun: string, id: string): boolean =>
  FORMS[noun]?.test(id) ?? !Object.values(FORMS).some((form) => form.test(id));

type Json = Readonly<Record<string, unknown>>;
const all = <T>(value: unknown): T[] => (Array.isArray(value) ? value : value === undefined ? [] : [value as T]);

/** Each id in an example that is looked up, with its noun. */
function namedIn(desc: DescMessage, example: Json): [string, string][] {
  const own = ({ field, nouns }: LookupRule) =>
    all<string>(example[field.jsonName]).map((id): [string, string] => [
      nouns.find((noun) => isOf(noun, id)) ?? '',
      id,
    ]);
  return [
    ...lookupsIn(desc).flatMap(own),
    ...desc.fields.flatMap(({ message, jsonName }) =>
      message?.typeName.startsWith('naru.')
        ? all<Json>(example[jsonName]).flatMap((part) => namedIn(message, part))
        : [],
    ),
  ];
}

/** Copies of them, as far as the seeds have no other. */
export function namedByExamples(context: string, seeds: readonly Seed[]): Seed[] {
  const named = methods
    .filter((method) => method.context === context)
    .flatMap((method) => namedIn(method.input, exampleOf(method) as Json));
  const kept = KEPT[context] ?? {};
  const isSeeded = (collection: string, id: string) =>
    seeds.some(({ id: seeded, stored }) => seeded === id && stored?.collection === collection);
  const shared = { centreId: OWN.centre, everShared: true, hidden: false };
  return [...new Map(named.map(([noun, id]) => [id, noun]))].flatMap(([id, noun]) => {
    const collection = kept[noun];
    return collection && !isSeeded(collection, id) ? [copy([], id, {}, shared, collection)] : [];
  });
}

/** Copies of the bodies of both sides. */
export const knownSides = (
  context: string,
  sides: readonly { centre: string; org: string; investor: string }[],
): Seed[] =>
  sides.flatMap(({ centre, org, investor }) =>
    [['centre', centre] as const, ['organisation', org] as const, ['investor', investor] as const].flatMap(
      ([noun, id]) => {
        const collection = KEPT[context]?.[noun];
        return collection && context !== 'matching' ? [copy([], id, {}, {}, collection)] : [];
      },
    ),
  );
