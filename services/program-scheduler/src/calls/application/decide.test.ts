import { expect, test } from '@jest/globals';
import type { FormField } from '@naru/contracts/program/v1/form';
import { Form } from '@naru/contracts/program/v1/form';
import { Phase } from '@naru/contracts/program/v1/programme';
import { Eligibility } from '@naru/contracts/program/v1/round';
import { scenario } from '@naru/testing/scenario';
import { type Application, type ApplicationEvent, evolve, type Verdict } from './application.ts';
import * as decide from './decide.ts';
import { reasonsAgainst } from './eligibility.ts';

const at = (day: number) => new Date(Date.UTC(2016, 2, day));
const frozen = {
  name: { ko: '가온 센서', en: 'Gaon Sensor' },
  sectors: ['IOT' as const, 'AI' as const],
  stage: 'SEED' as const,
  version: 4,
  foundedYear: 2013,
};
const draft: Application = {
  id: 'app_1',
  roundId: 'rnd_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  state: 'DRAFT',
  frozen,
  pitch: undefined,
  answers: [],
  files: [],
  putForwardBy: '',
  submittedAt: undefined,
  late: false,
  ineligible: [],
  waitlistPosition: 0,
  withdrawnAt: undefined,
  verdictVersion: 0,
};
const drafted: ApplicationEvent = { type: 'ApplicationDrafted', application: draft };
const submission = { frozen, submittedAt: at(2), late: false };
const submitted: ApplicationEvent = { type: 'ApplicationSubmitted', submission };
const eligible: ApplicationEvent = { type: 'ApplicationFoundEligible' };
const selected: ApplicationEvent = { type: 'ApplicationSelected', version: 3 };
const rejected: ApplicationEvent = { type: 'ApplicationRejected', version: 3 };
const withdrawn: ApplicationEvent = { type: 'ApplicationWithdrawn', at: at(3) };
const given = scenario<Application, ApplicationEvent>({ evolve });

const roundName = { ko: '2016년 상반기 모집', en: 'first call of 2016' };
const open = { roundName, roundIsTaking: true, ventureIsHidden: false, ventureIsShared: true };
const judged = (changes: Partial<decide.Judged> = {}): decide.Judged => ({
  ...open,
  submission,
  form: undefined,
  rules: { phase: undefined, eligibility: undefined },
  selectedBefore: false,
  ...changes,
});
const begin = (circumstances: Partial<typeof open>) => (state: Application | null) =>
  decide.draftApplication(state, draft, { ...open, ...circumstances });
const submit = (changes: Partial<decide.Judged>) => (state: Application | null) =>
  decide.submitApplication(state, judged(changes));
const revise = (roundIsTaking: boolean) => (state: Application | null) =>
  decide.reopenApplication(state, { ...open, roundIsTaking });
const withdraw = (state: Application | null) => decide.withdrawApplication(state, at(3));
const phaseOnly = (phase: Partial<Phase>) => ({ rules: { phase: Phase.fromPartial(phase), eligibility: undefined } });

test('draft: begins an application, once', () => {
  given().when(begin({})).then(drafted);
  given(drafted)
    .when(begin({ roundIsTaking: false }))
    .nothing();
});
test('draft: refuses a closed round, a hidden venture and one that is not shared', () => {
  given()
    .when(begin({ roundIsTaking: false }))
    .refuses('round.closed');
  given()
    .when(begin({ ventureIsHidden: true }))
    .refuses('application.venture_hidden');
  given()
    .when(begin({ ventureIsShared: false }))
    .refuses('application.venture_unshared');
});

const contents = { pitch: undefined, answers: [{ fieldId: 'plan', value: 'sell' }], putForwardBy: '' };
const fill = (state: Application | null) => decide.changeContents(state, contents, open);
test('contents: fills in a draft, and refuses any other state', () => {
  given(drafted).when(fill).leaves({ answers: contents.answers });
  given(drafted, { type: 'ContentsChanged', contents }).when(fill).nothing();
  given(drafted, submitted, eligible).when(fill).refuses('application.not_draft');
  given(drafted, submitted, eligible, selected).when(fill).refuses('application.decided');
});

const file = (fileId: string) => ({ fieldId: 'deck', fileId, name: 'a.pdf', mediaType: 'application/pdf', bytes: 9 });
const attached = (fileId: string, fieldId = 'deck'): ApplicationEvent => ({
  type: 'FileAttached',
  file: { ...file(fileId), fieldId },
});
test('a file replaces the earlier one to the same question only', () =>
  given(drafted, attached('fil_0', 'film'), attached('fil_1'))
    .when((state) => decide.attachFile(state, file('fil_2'), open))
    .leaves({ files: [{ ...file('fil_0'), fieldId: 'film' }, file('fil_2')] }));
test('a file is attached to a draft while its round is open', () => {
  const attach = (circumstances: Partial<typeof open>) => (state: Application | null) =>
    decide.attachFile(state, file('fil_1'), { ...open, ...circumstances });
  given(drafted)
    .when(attach({ roundIsTaking: false }))
    .refuses('round.closed');
  given(drafted, submitted, eligible).when(attach({})).refuses('application.not_draft');
  given().when(attach({})).refuses('application.not_found');
});
test('begin and submit in one request: does both once', () => {
  const atOnce = (state: Application | null) => decide.submitAtOnce(state, draft, judged());
  given().when(atOnce).then(drafted, submitted, eligible);
  given(drafted).when(atOnce).nothing();
});

test('submit: is found eligible at once, and keeps the profile of that moment', () =>
  given(drafted).when(submit({})).then(submitted, eligible));
test('submit: is found ineligible with every rule that is not met', () =>
  given(drafted)
    .when(submit(phaseOnly({ sectors: ['BEAUTY'], putForward: true })))
    .leaves({
      state: 'INELIGIBLE',
      ineligible: [
        { code: 'SECTOR', params: { admitted: ['BEAUTY'], own: ['IOT', 'AI'] } },
        { code: 'PUT_FORWARD', params: {} },
      ],
    }));
test('submit: refuses while a required question has no answer', () => {
  const field = { id: 'plan', kind: 'TEXT', required: true } as unknown as FormField;
  const form = Form.fromPartial({ fields: [field] });
  given(drafted).when(submit({ form })).refuses('application.answers_missing');
  given(drafted, { type: 'ContentsChanged', contents }).when(submit({ form })).leaves({ state: 'ELIGIBLE' });
});
test('submit: changes nothing when asked twice, even after the round has ended', () => {
  given(drafted, submitted, eligible)
    .when(submit({ roundIsTaking: false }))
    .nothing();
  given(drafted, submitted, { type: 'ApplicationFoundIneligible', reasons: [] })
    .when(submit({ roundIsTaking: false }))
    .nothing();
});
test('submit: refuses after the council has decided', () =>
  given(drafted, submitted, eligible, selected).when(submit({})).refuses('application.decided'));

test('revise: a submitted or withdrawn application becomes a draft again while the round is open', () => {
  given(drafted, submitted, eligible).when(revise(true)).leaves({ state: 'DRAFT' });
  given(drafted, withdrawn).when(revise(true)).leaves({ state: 'DRAFT', withdrawnAt: undefined });
  const reasons = [{ code: 'SECTOR' as const, params: {} }];
  given(
    drafted,
    { ...submitted, submission: { ...submission, late: true } },
    { type: 'ApplicationFoundIneligible', reasons },
  )
    .when(revise(true))
    .leaves({ submittedAt: undefined, late: false, ineligible: [] });
  given(drafted, submitted, eligible, rejected).when(revise(true)).refuses('application.decided');
  given(drafted, submitted, eligible, selected).when(revise(true)).refuses('application.decided');
  given(drafted, withdrawn).when(revise(false)).refuses('round.closed');
  given(drafted).when(revise(false)).nothing();
});

test('withdraw: is possible before and after the decision', () => {
  given(drafted, submitted, eligible)
    .when(withdraw)
    .leaves({ state: 'WITHDRAWN', withdrawnAt: at(3) });
  given(drafted, submitted, eligible, selected).when(withdraw).then(withdrawn);
  given(drafted, withdrawn).when(withdraw).nothing();
});
test('withdraw: refuses a rejected application and an unknown one', () => {
  given(drafted, submitted, eligible, rejected).when(withdraw).refuses('application.rejected');
  given().when(withdraw).refuses('application.not_found');
});
test('end: withdraws a pending application, and leaves a rejected one', () => {
  const end = (state: Application | null) => decide.endApplication(state, at(3));
  given(drafted, submitted, eligible, selected).when(end).then(withdrawn);
  given(drafted, submitted, eligible, rejected).when(end).nothing();
});

const record =
  (verdict: Verdict, position = 0, version = 5) =>
  (state: Application | null) =>
    decide.recordVerdict(state, { verdict, position, version });
test('a verdict is stored once, and never on a withdrawn application', () => {
  given(drafted, submitted, eligible).when(record('WAITLISTED', 2)).leaves({ waitlistPosition: 2 });
  given(drafted, { type: 'ApplicationWaitlisted', position: 2, version: 3 }).when(record('WAITLISTED', 2)).nothing();
  given(drafted, { type: 'ApplicationWaitlisted', position: 1, version: 3 })
    .when(record('SELECTED'))
    .leaves({ state: 'SELECTED', waitlistPosition: 0 });
  given(drafted, withdrawn).when(record('SELECTED')).nothing();
  given().when(record('SELECTED')).nothing();
  given(drafted, { type: 'ApplicationWaitlisted', position: 1, version: 3 })
    .when(record('WAITLISTED', 2, 3))
    .then({ type: 'ApplicationWaitlisted', position: 2, version: 3 });
  given(drafted, { type: 'ApplicationWaitlisted', position: 1, version: 3 })
    .when(record('REJECTED'))
    .leaves({ state: 'REJECTED', waitlistPosition: 0, verdictVersion: 5 });
  given(drafted, { type: 'ApplicationWaitlisted', position: 1, version: 3 })
    .when(withdraw)
    .leaves({ waitlistPosition: 0 });
});
test('a verdict older than the stored one is ignored', () => {
  given(drafted, submitted, eligible, selected)
    .when(record('WAITLISTED', 1, 2))
    .nothing();
  given(drafted, submitted, eligible, selected)
    .when(record('WAITLISTED', 1, 4))
    .leaves({ verdictVersion: 4 });
});

test.each<[string, object]>([
  ['STAGE', { stages: ['GROWTH' as const] }],
  ['CENTRE', { centreIds: ['KR-41'] }],
  ['FOUNDED', { foundedFromYear: 2014 }],
  ['', { foundedFromYear: 2013, stages: ['GROWTH' as const, 'SEED' as const], centreIds: ['KR-41', 'KR-27'] }],
  ['NEWCOMER', { newcomersOnly: true }],
])('a round can ask for %s', (code, rules) => {
  const applicant = { profile: frozen, centreId: 'KR-27', putForwardBy: '', selectedBefore: true };
  const eligibility = Eligibility.fromPartial(rules as never);
  expect(reasonsAgainst({ phase: undefined, eligibility }, applicant).map((reason) => reason.code)).toEqual(
    code ? [code] : [],
  );
  expect(reasonsAgainst({ phase: undefined, eligibility: Eligibility.fromPartial({}) }, applicant)).toEqual([]);
});

test('an unknown year is not too old, and an unknown history does not exclude a newcomer', () => {
  const applicant = { profile: { ...frozen, foundedYear: 0 }, centreId: '', putForwardBy: '', selectedBefore: false };
  const eligibility = Eligibility.fromPartial({ foundedFromYear: 2014, newcomersOnly: true });
  expect(reasonsAgainst({ phase: undefined, eligibility }, applicant)).toEqual([]);
});

test('erase: leaves who applied to what and the decision, and happens once', () => {
  const file = { fieldId: 'deck', fileId: 'fil_1', name: 'deck.pdf', mediaType: 'application/pdf', bytes: 9 };
  const life: ApplicationEvent[] = [drafted, { type: 'FileAttached', file }, submitted, eligible, selected];
  given(...life)
    .when(decide.eraseContents)
    .then({ type: 'ContentsErased' });
  const left = [...life, { type: 'ContentsErased' } as const].reduce<Application | null>(evolve, null);
  expect(left).toMatchObject({ roundId: 'rnd_1', ventureId: 'ven_1', state: 'SELECTED', files: [], answers: [] });
  expect(JSON.stringify(left)).not.toMatch(/가온|deck|2013/);
  given(...life, { type: 'ContentsErased' })
    .when(decide.eraseContents)
    .nothing();
});
