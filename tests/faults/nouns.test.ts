/** The history of the fault tests knows every noun of every service: a story makes one, or a reason stands here. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import type { Ask, Client } from './client.ts';
import type { Partner } from './partner.ts';
import { layGround, STORIES, subscribed } from './stories.ts';

/** The kinds of things whose events no story causes by a command, with what proves them instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'naru.registry.host': 'an event of a centre, which a story opens',
  'naru.notification.delivery': 'made for each event that a webhook asks for: the place "webhook" counts them',
  'naru.ledger.journal_head': 'signed by the journal itself, and not journalled',
  'naru.program.ballot': 'only a judge with an own token may vote: tests/reactions and the tests of jury/ballot',
  'naru.program.judge_assignment':
    'the result of an operation: operation-lease.int.test.ts and judge-assignment.int.test.ts',
  'naru.program.meeting': 'announced by a timer, not by a command: timetable.int.test.ts',
  ...Object.fromEntries(
    ['investor', 'matching', 'program', 'ledger', 'notification'].map((context) => [
      `naru.${context}.erasure`,
      'the answer to an erasure: erased.test.ts looks for it in every service',
    ]),
  ),
};

/** Tells a story to a client that does nothing, and returns the effects that it expects. */
async function effectsOf(story: (client: Client) => Promise<unknown>): Promise<string[]> {
  const effects: string[] = [];
  const answer = { id: 'id', state: 'ACCEPTED', introduction: { id: 'id' }, deals: [{ id: 'id' }] };
  const command = async (ask: Ask) => {
    effects.push(...ask.effects);
    return answer;
  };
  const sees = async (_: string, __: unknown, seen: readonly string[] = []) => {
    effects.push(...seen);
    return answer;
  };
  await story({ command, sees, refused: async () => {}, question: async () => answer } as unknown as Client);
  return effects;
}

const partner = { url: (path: string) => `http://partner${path}` } as Partner;

async function told(): Promise<Set<string>> {
  const stories = [layGround, ...Object.values(STORIES)];
  const effects = await Promise.all(stories.map((story) => effectsOf((client) => story(client, 1, partner))));
  effects.push(await effectsOf((client) => subscribed(client, 'http://partner', 'naru.x')));
  return new Set(effects.flat().map((effect) => `naru.${effect.split('.').slice(0, 2).join('.')}`));
}

const entityOf = (type: string) => type.split('.').slice(0, 3).join('.');
const catalogue = [...new Set(events.map(({ type }) => entityOf(type)))];

const unknownTo = (known: ReadonlySet<string>): string[] =>
  catalogue.filter((entity) => !known.has(entity) && !(entity in ELSEWHERE));

test('every noun is made by a story, or a reason says what proves it', async () => {
  expect(unknownTo(await told())).toEqual([]);
});

test('no reason stands for a noun that a story makes, or that is not there', async () => {
  const known = await told();
  expect(Object.keys(ELSEWHERE).filter((entity) => known.has(entity) || !catalogue.includes(entity))).toEqual([]);
});

test('planted: a noun of which no story tells', async () => {
  const known = await told();
  known.delete('naru.program.rubric');
  expect(unknownTo(known)).toEqual(['naru.program.rubric']);
});
