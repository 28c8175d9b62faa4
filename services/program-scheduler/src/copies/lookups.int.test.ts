/** Ids that name nothing are refused before anything is stored; what was registered a moment before is waited for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import { OrganisationRegistered, VentureRegistered } from '@naru/contracts/registry/v1/events';
import { knownBodies } from '@naru/testing/bodies';
import { createClient } from '@naru/testing/client-typed';
import { wholeBus } from '@naru/testing/lay';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { programScheduler } from '../service.ts';

let stack: Stack;
let registry: Publisher;
const clients: { close(): void }[] = [];

function clientOf<D extends Parameters<typeof createClient>[0]>(definition: D, grant: { role: string; org?: string }) {
  const client = createClient(definition, stack.addresses.program ?? '', {
    token: () => stack.tokenOf('sub-1', grant),
  });
  clients.push(client);
  return client;
}
const ADMIN = { role: 'network_admin' };

beforeAll(async () => {
  stack = await startStack(programScheduler);
  registry = await publisher(stack, 'registry');
  await knownBodies(stack, ['KR-27', 'org_1', 'ven_1']);
  const draft = { ventureId: 'ven_draft', centreId: 'KR-27', state: 'DRAFT' as const };
  const message = VentureRegistered.fromPartial(draft);
  await registry.say({ codec: VentureRegistered, message, aggregate: 'ven_draft', version: 1 });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await stack?.stop();
});

const unknown = (noun: string, ...paths: string[]) => ({
  ...{ kind: 'not_found', code: `${noun}.not_found` },
  faults: paths.map((path) => expect.objectContaining({ path })),
});
const question = { en: 'How do we get a patent?' };

test('a desk that does not exist gets no case, neither at first nor by a hand-off', async () => {
  const incubation = clientOf(IncubationServiceDefinition, ADMIN);
  const open = (deskId: string) => incubation.openCase({ ventureId: 'ven_1', topic: 'PATENT', deskId, question });
  await expect(open('org_typo')).rejects.toMatchObject(unknown('organisation', 'deskId'));
  await expect(open('KR-99')).rejects.toMatchObject(unknown('centre', 'deskId'));
  const { id } = await open('org_1');
  await expect(
    incubation.handOffCase({ id, toDeskId: 'org_typo', toTopic: 'SALES', reason: 'x' }),
  ).rejects.toMatchObject(unknown('organisation', 'toDeskId'));
  expect((await incubation.getCase({ id })).deskId).toBe('org_1');
});

test('a judge holds, works for and belongs to what exists; all wrong ids are named at once', async () => {
  const judging = clientOf(JudgingServiceDefinition, ADMIN);
  const from = { year: 2020, month: 1, day: 1 };
  const employers = [{ organisationId: 'org_typo', from }];
  const wrong = { centreId: 'KR-99', employers, holdings: ['ven_1', 'ven_typo'], actsFor: ['inv_typo'] };
  await expect(judging.registerJudge({ subject: 'sub-j', profile: wrong })).rejects.toMatchObject(
    unknown(
      'centre',
      ...['profile.centreId', 'profile.holdings[1]', 'profile.actsFor[0]', 'profile.employers[0].organisationId'],
    ),
  );
  const { id } = await judging.registerJudge({ subject: 'sub-1', profile: { holdings: ['ven_1'] } });
  await expect(
    judging.updateJudge({ id, judge: { holdings: ['nonsense'] }, updateMask: ['holdings'] }),
  ).rejects.toMatchObject(unknown('venture', 'holdings[0]'));
  await expect(judging.declareConflict({ id, objectId: 'ven_typo', reason: 'FAMILY' })).rejects.toMatchObject({
    code: 'venture.not_found',
  });
  const judge = clientOf(JudgingServiceDefinition, { role: 'judge' });
  await expect(judge.declareConflict({ id, objectId: 'ven_draft', reason: 'FAMILY' })).rejects.toMatchObject({
    code: 'venture.not_found',
  });
  expect((await judging.getJudge({ id })).declared).toEqual([]);
});

test('what is not there owns no programme, makes no team eligible and hosts no visit', async () => {
  const program = clientOf(ProgramServiceDefinition, ADMIN);
  const programmeOf = (ownerId: string) =>
    program.createProgramme({ name: { en: 'Pilots' }, ownerId, kind: 'SUPPORT' });
  await expect(programmeOf('org_typo')).rejects.toMatchObject(unknown('organisation', 'ownerId'));
  const { id: programmeId } = await programmeOf('org_1');
  const closesAt = new Date(Date.now() + 3_600_000);
  const call = { programmeId, name: { en: 'Call' }, year: 2016, closesAt };
  await expect(program.openRound({ ...call, eligibility: { centreIds: ['KR-27', 'KR-99'] } })).rejects.toMatchObject(
    unknown('centre', 'eligibility.centreIds[1]'),
  );
  const { id: roundId } = await program.openRound(call);
  const nonsense = { roundId, ventureId: 'ven_1', putForwardBy: 'org_nonsense' };
  await expect(program.checkEligibility(nonsense)).rejects.toMatchObject(unknown('organisation', 'putForwardBy'));
  await expect(program.createApplication(nonsense)).rejects.toMatchObject(unknown('organisation', 'putForwardBy'));
  const { id } = await program.createApplicationDraft({ roundId, ventureId: 'ven_1' });
  await expect(
    program.updateApplicationDraft({ id, application: { putForwardBy: 'KR-99' }, updateMask: ['put_forward_by'] }),
  ).rejects.toMatchObject(unknown('centre', 'putForwardBy'));
  const visits = clientOf(VisitServiceDefinition, ADMIN);
  const details = { name: { en: 'Delegation' }, country: 'EE', startDate: { year: 2199, month: 2, day: 7 } };
  await expect(
    visits.requestVisit({ hostId: 'org_typo', details: { ...details, level: 'AGENCY' } }),
  ).rejects.toMatchObject(unknown('organisation', 'hostId'));
});

test('an organisation that is registered while the call is under way is found', async () => {
  const incubation = clientOf(IncubationServiceDefinition, ADMIN);
  const asked = incubation.openCase({ ventureId: 'ven_1', topic: 'PATENT', deskId: 'org_new', question });
  const message = OrganisationRegistered.fromPartial({ organisation: { id: 'org_new', name: { en: 'new' } } });
  await registry.say({ codec: OrganisationRegistered, message, aggregate: 'org_new', version: 1 });
  expect(await asked).toMatchObject({ deskId: 'org_new' });
});

test('a team that is registered while the call is under way is found, though it is the object of the call', async () => {
  const member = clientOf(IncubationServiceDefinition, { role: 'venture_member', org: 'ven_new' });
  const asked = member.openCase({ ventureId: 'ven_new', topic: 'PATENT', question });
  const message = VentureRegistered.fromPartial({ ventureId: 'ven_new', centreId: 'KR-27', state: 'DRAFT' });
  await registry.say({ codec: VentureRegistered, message, aggregate: 'ven_new', version: 1 });
  expect(await asked).toMatchObject({ ventureId: 'ven_new', deskId: 'KR-27' });
});

test('while the bus holds news back, the answer is that the service does not know yet', async () => {
  const bus = await wholeBus(stack.env);
  const stream = bus.stream('registry');
  const far = new Date(Date.now() + 60_000);
  const consumers: string[] = [];
  for await (const { name } of bus.manager.consumers.list(stream)) consumers.push(name);
  for (const name of consumers) await bus.manager.consumers.pause(stream, name, far);
  const message = OrganisationRegistered.fromPartial({ organisation: { id: 'org_late', name: { en: 'late' } } });
  await registry.say({ codec: OrganisationRegistered, message, aggregate: 'org_late', version: 1 });
  const incubation = clientOf(IncubationServiceDefinition, ADMIN);
  const open = () => incubation.openCase({ ventureId: 'ven_1', topic: 'PATENT', deskId: 'org_late', question });
  await expect(open()).rejects.toMatchObject({
    ...{ kind: 'unavailable', code: 'lookup.behind', faults: [expect.objectContaining({ path: 'deskId' })] },
  });
  for (const name of consumers) await bus.manager.consumers.resume(stream, name);
  expect(await open()).toMatchObject({ deskId: 'org_late' });
  await bus.close();
});
