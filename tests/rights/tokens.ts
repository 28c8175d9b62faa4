/** Every list with page tokens that it never gave, over gRPC. Each is refused by its field: none is a fault of ours, or an operator. */
import { createHash } from 'node:crypto';
import { type ContractMethod, orderFrom, ordersOf, type Role } from '@naru/contracts';
import { exampleOf } from '@naru/contracts/examples';
import { ask, camel, requestWith } from './calls.ts';
import { type Ground, methodsOf } from './matrix.ts';
import { grantOf, OWN } from './owners.ts';
import { SEEDS } from './seeds.ts';

const POSITIONS = [
  '',
  '{',
  'null',
  'true',
  '-1',
  '1e400',
  '"ven_1"',
  '{"$gt":""}',
  '[{"$gt":""}]',
  '[{"$ne":1},{"$ne":1}]',
];
const MORE = ['[]', '[["a"],["b"]]', '[{"at":"soon"}]', '[{"at":{"$gt":""}}]', '{"row":{"$gt":""},"rank":0}'];
const SHAPELESS = [
  'a',
  '====',
  '%00',
  'null',
  '{"$gt":""}',
  '가나다',
  'A'.repeat(1000),
  Buffer.alloc(12).toString('base64'),
];

/** A list answers for a chain that there is. */
const KNOWN: Readonly<Record<string, object>> = { ListJournalEntries: { chain: 'registry' } };

/** A caller can compute the digest, as `page.ts` does, for each question that it can guess. */
function forged(position: string, question: unknown): string {
  const digest = createHash('sha256')
    .update(`${JSON.stringify(question)}\n${position}`)
    .digest()
    .subarray(0, 12);
  return Buffer.concat([digest, Buffer.from(position)]).toString('base64url');
}

/** The question of a list for the secretariat, which sees all rows; the second is that of another list. */
function questionsOf({ name, input }: ContractMethod, example: Readonly<Record<string, unknown>>): unknown[] {
  const [first] = ordersOf(input);
  const { by, down } = orderFrom(first ?? 'id');
  const own: Readonly<Record<string, unknown>> = {
    ListJournalEntries: ['journal', example.chain, example.aggregateId ?? ''],
    ListVersions: ['versions', example.service],
    ListRunCandidates: ['run', example.runId, example.ventureId ?? ''],
  };
  return [own[name] ?? [input.typeName, {}, by, down], ['naru.other.v1.ListOthersRequest', {}, by, down]];
}

/** The lists of a service: what takes a page token. */
export const pagedLists = (context: string): ContractMethod[] =>
  methodsOf(context).filter(({ input }) => input.fields.some(({ name }) => name === 'page_token'));

const roleFor = ({ access }: ContractMethod): Role => {
  const roles = access.allow.map(({ role }) => role);
  return (roles.includes('network_admin') || roles.includes('anyone') ? 'network_admin' : roles[0]) as Role;
};

/** The tokens that a list did not refuse by their field. */
export async function tokenFindings({ channel, context, token }: Ground): Promise<string[]> {
  const found = pagedLists(context).map(async (list) => {
    const id = (SEEDS[context] ?? []).find(({ kinds }) => kinds.includes(list.access.objectKind))?.id;
    const [field = ''] = list.access.objectField.split('|').map(camel);
    const example = { ...exampleOf(list), ...(id && field ? { [field]: id } : {}), ...KNOWN[list.name] };
    const [own, other] = questionsOf(list, example);
    const place = forged('["a"]', own);
    const tokens = [
      ...SHAPELESS,
      ...[...POSITIONS, ...MORE].map((position) => forged(position, own)),
      ...[forged('["a"]', other), forged('["a","b"]', other), place.slice(0, -1), place.slice(1)],
    ];
    const bearer = await token(OWN.subject, [grantOf(roleFor(list), OWN)]);
    const answers = tokens.map(async (pageToken) => {
      const bytes = requestWith(list, { ...example, pageToken });
      const { status, refusal } = await ask(channel, list, { bytes, id: undefined, token: bearer });
      return status === 400 && refusal.includes('page_token.unknown')
        ? []
        : [`${list.name} ${pageToken}: ${status} ${refusal}`];
    });
    return (await Promise.all(answers)).flat();
  });
  return (await Promise.all(found)).flat();
}
