/** Every answer has a name beside the id of a body, because screens show names. */
import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { type ContractMethod, namesIn } from '@naru/contracts';
import type { Finding } from './source.ts';

/** Fields with the id of a venture, an investor, a centre or another organisation. */
const OF_A_BODY = /(^|_)(venture|investor|centre|organisation|owner|host|desk|party|about)_id$/;

/** Ids without a name, with the reason. */
export const NAMELESS: Readonly<Record<string, string>> = {
  'naru.registry.v1.Venture.centre_id':
    'getting and finding ventures stays one query: a client reads the few centres once, by ListCentres',
  'naru.matching.v1.Candidate.venture_id': 'its name stands beside it, from the index that found it',
  'naru.matching.v1.Candidate.investor_id': 'its name stands beside it, from the index that found it',
  'naru.program.v1.ReviewSheet.venture_id':
    'the name of the application stands beside it, as it was handed in; a blind sheet has neither',
  'naru.program.v1.BallotTeam.venture_id': 'the name of the application stands beside it, as it was handed in',
  'naru.program.v1.SelectionEntry.venture_id': 'the name of the application stands beside it, as it was handed in',
};

/** Every message of the methods' answers, each once. */
function answered(methods: readonly Pick<ContractMethod, 'output'>[]): DescMessage[] {
  const messages = new Set<DescMessage>(methods.map(({ output }) => output));
  for (const message of messages)
    for (const { message: below } of message.fields) if (below?.typeName.startsWith('naru.')) messages.add(below);
  return [...messages];
}

const isBody = (field: DescField): boolean =>
  field.fieldKind === 'scalar' && field.scalar === ScalarType.STRING && OF_A_BODY.test(field.name);

export function nameFindings(
  methods: readonly Pick<ContractMethod, 'output'>[],
  nameless: Readonly<Record<string, string>> = NAMELESS,
): Finding[] {
  const bodies = answered(methods).flatMap(({ fields }) => fields.filter(isBody));
  const nameOf = ({ parent, name }: DescField) => `${parent.typeName}.${name}`;
  const isNamed = ({ parent, localName }: DescField) => namesIn(parent).some(({ id }) => id === localName);
  const missing = bodies.filter((field) => !isNamed(field) && !(nameOf(field) in nameless));
  const needless = Object.keys(nameless).filter(
    (one) => !bodies.some((field) => nameOf(field) === one && !isNamed(field)),
  );
  return [
    ...missing.map((field) => ({
      file: `proto/${field.parent.file.name}.proto`,
      line: 0,
      message:
        `${nameOf(field)} has no name beside it: add ${field.name.replace(/_id$/, '_name')} with (naru.api.v1.name_of), ` +
        'or give a reason in tests/architecture/names.ts',
    })),
    ...needless.map((one) => ({
      file: 'tests/architecture/names.ts',
      line: 0,
      message: `${one} needs no exception any more: take it out`,
    })),
  ];
}
