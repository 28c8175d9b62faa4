/** Every row of the contract: an event of that type puts a notice into exactly the inboxes that the row names. */
import { create, type DescMessage, toBinary } from '@bufbuild/protobuf';
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ContractEvent, contexts, events } from '@naru/contracts';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import * as program from '@naru/contracts/program/v1/events';
import { MentorSnapshot, ResidencyStarted } from '@naru/contracts/program/v1/incubation_events';
import { JudgeRegistered, JudgingOpened, ReviewAssigned } from '@naru/contracts/program/v1/judging_events';
import { CentreSnapshot } from '@naru/contracts/registry/v1/events';
import type { Codec } from '@naru/kit/outbox';
import { createClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { notification } from '../service.ts';

let stack: Stack;
const said = new Map<string, Publisher>();
const clients: { close(): void }[] = [];

beforeAll(async () => {
  stack = await startStack(notification);
  for (const context of contexts) said.set(context, await publisher(stack, context));
  await seed();
}, 60_000);
afterAll(async () => {
  for (const client of clients) client.close();
  for (const one of said.values()) await one.stop();
  await stack?.stop();
});

let version = 0;
async function say<M>(codec: Codec<M>, message: M, aggregate: string): Promise<string> {
  const context = codec.$type.split('.')[1] ?? '';
  const speaker = said.get(context);
  if (!speaker) throw new Error(`nobody speaks for ${context}`);
  version += 1;
  return speaker.say({ codec, message, aggregate, version });
}

/** What stands when the rows are walked: whom their ids lead to. */
async function seed(): Promise<void> {
  const follower = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.tokenOf('follower', { role: 'judge' }),
  });
  clients.push(follower);
  const eventTypes = ['naru.program.round.opened.v1'];
  await follower.createSubscription({ eventTypes, scope: 'prg_1' });
  await follower.createSubscription({ eventTypes, sectors: ['ROBOT'] });
  await follower.createSubscription({ eventTypes: ['naru.program.*'], sectors: ['GAME'] });
  for (const id of ['KR-01', 'KR-02']) await say(CentreSnapshot, CentreSnapshot.fromPartial({ centre: { id } }), id);
  const phases = [{ number: 1, sectors: ['ROBOT' as const] }];
  await say(
    program.ProgrammeCreated,
    program.ProgrammeCreated.fromPartial({ programme: { id: 'prg_1', ownerId: 'org_owner', phases } }),
    'prg_1',
  );
  await say(
    program.EventPlanned,
    program.EventPlanned.fromPartial({ event: { id: 'evt_1', programmeId: 'prg_1' } }),
    'evt_1',
  );
  const round = { id: 'rnd_1', programmeId: 'prg_1', eventId: 'evt_1', phase: 1 };
  await say(program.RoundSnapshot, program.RoundSnapshot.fromPartial({ round }), 'rnd_1');
  await say(
    program.RoundSnapshot,
    program.RoundSnapshot.fromPartial({ round: { ...round, id: 'rnd_2', eventId: '' } }),
    'rnd_2',
  );
  for (const state of ['SELECTED', 'REJECTED'] as const) {
    const ids = { id: `app_${state}`, ventureId: `ven_${state}`, centreId: `KR-${state}` };
    const application = { ...ids, roundId: 'rnd_1', state };
    await say(program.ApplicationSnapshot, program.ApplicationSnapshot.fromPartial({ application }), ids.id);
  }
  for (const state of ['ACTIVE', 'RETIRED'] as const) {
    const judge = { id: `jud_${state}`, subject: `judge ${state}`, state };
    await say(JudgeRegistered, JudgeRegistered.fromPartial({ judge }), judge.id);
  }
  const mentor = { id: 'mtr_1', subject: 'mentor' };
  await say(MentorSnapshot, MentorSnapshot.fromPartial({ mentor }), mentor.id);
  const review = { id: 'rvw_1', judgeId: 'jud_ACTIVE', roundId: 'rnd_1', state: 'ASSIGNED' as const };
  await say(ReviewAssigned, ReviewAssigned.fromPartial({ review }), review.id);
  const residency = { id: 'rsd_1', cohortId: 'coh_1', ventureId: 'ven_resident', state: 'RESIDENT' as const };
  await say(ResidencyStarted, ResidencyStarted.fromPartial({ residency }), residency.id);
  for (const context of ['program', 'registry']) await drained(stack, context);
}

/** Puts a value at a path, with the messages on the way. */
function put(message: ReflectMessage, [segment = '', ...rest]: readonly string[], value: string): void {
  const field = message.fields.find(({ name }) => name === segment);
  if (!field) throw new Error(`${message.desc.typeName} has no ${segment}`);
  if (field.fieldKind === 'message') {
    const inner = message.isSet(field) ? message.get(field) : reflect(field.message);
    if (rest.length > 0) put(inner, rest, value);
    message.set(field, inner);
  } else if (field.fieldKind === 'list' && field.listKind === 'message') {
    const inner = reflect(field.message);
    put(
      inner,
      rest.filter((one) => one !== 'last'),
      value,
    );
    message.get(field).add(inner);
  } else if (field.fieldKind === 'list') message.get(field).add(value as never);
  else message.set(field, value as never);
}

const idOf = (path: string): string => `id_of_${path.replaceAll('.', '_')}`;

/** The ids at the paths of a row, and the inboxes to which they lead. */
const LEADS: Readonly<Record<string, (path: string) => [string, string[]]>> = {
  body: (path) => (path === 'centre.id' ? ['KR-01', ['KR-01']] : [idOf(path), [idOf(path)]]),
  person: (path) => [`person at ${path}`, [`subject:person at ${path}`]],
  judge: () => ['jud_ACTIVE', ['subject:judge ACTIVE']],
  mentor: () => ['mtr_1', ['subject:mentor']],
  owner: (path) => [path.endsWith('round_id') ? 'rnd_1' : path.endsWith('event_id') ? 'evt_1' : 'prg_1', ['org_owner']],
  teams: () => ['evt_1', ['ven_SELECTED', 'KR-SELECTED']],
  residents: () => ['coh_1', ['ven_resident']],
  followers: () => ['rnd_2', ['subject:follower']],
};

function sampleOf({ told, message: desc }: ContractEvent): {
  message: Uint8Array;
  aggregate: string;
  inboxes: string[];
} {
  const message = reflect(desc, create(desc));
  const inboxes = told?.centres ? ['KR-01', 'KR-02'] : [];
  const resource = message.fields.find((field) => field.fieldKind === 'message' && hasId(field.message));
  let aggregate = idOf(desc.name);
  if (resource) put(message, [resource.name, 'id'], aggregate);
  for (const [way, lead] of Object.entries(LEADS))
    for (const path of (told?.[way as keyof typeof told] ?? []) as string[]) {
      const [id, found] = lead(path);
      put(message, path.split('.'), id);
      if (path === `${resource?.name}.id`) aggregate = id;
      inboxes.push(...found);
    }
  for (const path of told?.jury ?? []) {
    put(message, [path, 'round_id'], 'rnd_1');
    inboxes.push('subject:judge ACTIVE');
  }
  return { message: toBinary(desc, message.message), aggregate, inboxes };
}

const hasId = ({ fields }: DescMessage) =>
  fields.some(({ name, fieldKind }) => name === 'id' && fieldKind === 'scalar');

async function inboxesOf(eventId: string): Promise<string[]> {
  const found = stack.database('notification').collection('notification').find({ eventId });
  return (await found.toArray()).map(({ recipient }) => recipient as string).sort();
}

test('each event puts a notice into exactly the inboxes that its row names', async () => {
  const walked = events.filter(({ type }) => !type.endsWith('.snapshot.v1'));
  const expected = new Map<string, { type: string; inboxes: string[] }>();
  for (const event of walked) {
    const { message, aggregate, inboxes } = sampleOf(event);
    const codec = { $type: event.message.typeName, encode: () => ({ finish: () => message }), decode: () => message };
    const id = await say(codec, message, aggregate);
    expected.set(id, { type: event.type, inboxes: [...new Set(inboxes)].sort() });
  }
  for (const context of contexts) await drained(stack, context);
  for (const [id, { type, inboxes }] of expected) expect([type, await inboxesOf(id)]).toEqual([type, inboxes]);
  expect([...expected.values()].filter(({ inboxes }) => inboxes.length > 0).length).toBeGreaterThan(90);
}, 60_000);

test('where votes decide, every active judge and every centre is asked', async () => {
  const judging = { id: 'jdg_votes', roundId: 'rnd_1', mode: 'VOTES' as const };
  const id = await say(JudgingOpened, JudgingOpened.fromPartial({ judging }), judging.id);
  const wanted = ['KR-01', 'KR-02', 'subject:judge ACTIVE'];
  await eventually(async () => (await inboxesOf(id)).length >= wanted.length);
  await drained(stack, 'program');
  expect(await inboxesOf(id)).toEqual(wanted);
});

test('the acting person is left out, the organisation never', async () => {
  // The publisher acts as "test".
  const judge = { id: 'jud_acting', subject: 'test', centreId: 'KR-01' };
  const id = await say(JudgeRegistered, JudgeRegistered.fromPartial({ judge }), judge.id);
  await drained(stack, 'program');
  expect(await inboxesOf(id)).toEqual(['KR-01']);
});

test('a judge who is not known yet is told when the judge is', async () => {
  const review = { id: 'rvw_late', judgeId: 'jud_late', roundId: 'rnd_1' };
  const id = await say(ReviewAssigned, ReviewAssigned.fromPartial({ review }), review.id);
  const judge = { id: 'jud_late', subject: 'late', state: 'RETIRED' as const };
  await say(JudgeRegistered, JudgeRegistered.fromPartial({ judge }), judge.id);
  await eventually(async () => (await inboxesOf(id)).includes('subject:late'));
});
