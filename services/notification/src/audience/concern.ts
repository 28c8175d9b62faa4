/**
 * Whom an event concerns. It reads the rows of the contract, so new events need no change. A person is found in what this
 * service has heard of judges and mentors, because no event says who they are.
 */
import type { DescMessage } from '@bufbuild/protobuf';
import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { type Ask, eventOfType, type Told } from '@naru/contracts';
import { HIDING_TYPES, hiderOf } from '@naru/contracts/hidden';
import { contentOf, idsAt, isContent, nameAt, valuesAt, valuesOf } from '../standards/fields.ts';
import { personOf } from '../standards/person.ts';
import type { Concern, Finders, Heard } from './audience.ts';

// The fields that name a party, in any event or in its resource.
const PARTY_FIELDS = ['venture_id', 'investor_id', 'centre_id', 'first_party_id', 'second_party_id'];
// Resources that are parties themselves: their own id counts.
const PARTY_RESOURCES = new Set(['naru.investor.v1.Investor', 'naru.registry.v1.Organisation']);

/** Null for a type that is not in the catalogue: a newer service may publish types that this one does not know yet. */
export async function concernOf(heard: Heard, find: Finders): Promise<Concern | null> {
  const event = eventOfType(heard.type);
  if (!event) return null;
  const content = contentOf(event.message, heard.data);
  const ways = event.told ? waysOf(event.told, { heard, content, find }) : [];
  const found = await Promise.all(ways.map(({ path, inboxes }) => settled(path, inboxes)));
  const byPath = new Map(found.map(({ path, inboxes }) => [path, inboxes]));
  const own = personOf(heard.causedBy);
  const everyone = found.flatMap(({ inboxes }) => inboxes).filter((inbox) => inbox !== '');
  const told = new Set(everyone.filter((inbox) => inbox !== own));
  const asked = event.asks ? askedOf(event.asks, content, byPath).filter((inbox) => told.has(inbox)) : [];
  const parties = new Set([...namedIn(content), ...everyone]);
  const lacking = found.find(({ error }) => error !== undefined)?.error;
  return { event, content, parties, told, asked: new Set(asked), ...(lacking !== undefined && { lacking }) };
}

interface Way {
  path: string;
  inboxes: Promise<string[]>;
}

async function settled(path: string, wanted: Promise<string[]>) {
  try {
    return { path, inboxes: await wanted };
  } catch (error) {
    return { path, inboxes: [], error };
  }
}

function waysOf(told: Told, { heard, content, find }: { heard: Heard; content: ReflectMessage; find: Finders }): Way[] {
  const all = async (ids: readonly string[], one: (id: string) => Promise<string | string[]>): Promise<string[]> =>
    (await Promise.all(ids.map(one))).flat();
  const each = (paths: readonly string[], one: (id: string) => Promise<string | string[]>): Way[] =>
    paths.map((path) => ({ path, inboxes: all(idsAt(content, path), one) }));
  return [
    ...told.body.map((path) => ({ path, inboxes: bodies(path, { heard, content, find }) })),
    ...each(told.person, async (subject) => personOf(subject)),
    ...each(told.judge, async (id) => personOf(await find.judge(id))),
    ...each(told.mentor, async (id) => personOf(await find.mentor(id))),
    ...each(told.owner, find.owner),
    ...each(told.teams, find.teams),
    ...each(told.residents, find.residents),
    ...told.jury.map((path) => ({ path, inboxes: jury(content, path, find) })),
    ...(told.centres ? [{ path: 'centres', inboxes: find.centres() }] : []),
    ...each(told.followers, (id) => find.followers(id, heard)),
  ];
}

/** Earlier releases left nothing but the id of a venture in events that hide it. */
async function bodies(
  path: string,
  { heard, content, find }: { heard: Heard; content: ReflectMessage; find: Finders },
): Promise<string[]> {
  const ids = idsAt(content, path);
  const mayBeBare = path === 'centre_id' && (HIDING_TYPES.has(heard.type) || hiderOf(heard.type) !== undefined);
  return ids.length === 0 && mayBeBare ? [await find.centreOf(heard.aggregate)] : ids;
}

async function jury(content: ReflectMessage, path: string, find: Finders): Promise<string[]> {
  const [judging] = valuesAt(content, path).filter(isContent);
  if (!judging) return [];
  if (nameAt(judging, 'mode') === 'VOTES') return find.voters();
  return (await Promise.all(idsAt(judging, 'round_id').map(find.judgesOf))).flat();
}

function askedOf(asks: Ask, content: ReflectMessage, byPath: ReadonlyMap<string, string[]>): string[] {
  return asks.of.flatMap((path, at) => {
    const unless = asks.unless[at];
    return unless && valuesAt(content, unless).length > 0 ? [] : (byPath.get(path) ?? []);
  });
}

/** The event itself and the resource in it. A deeper id is a detail, not a party. */
function namedIn(content: ReflectMessage): string[] {
  const resources = content.fields
    .filter(({ fieldKind }) => fieldKind === 'message')
    .flatMap(({ name }) => valuesOf(content, name))
    .filter(isContent);
  return [content, ...resources].flatMap((message) =>
    [...PARTY_FIELDS, ...ownId(message.desc)].flatMap((field) => idsAt(message, field)),
  );
}

const ownId = ({ typeName }: DescMessage): string[] => (PARTY_RESOURCES.has(typeName) ? ['id'] : []);
