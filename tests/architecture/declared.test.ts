import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { rule, texts } from '@naru/words/texts';
import { answersIn, isRead } from './answers.ts';
import { answerFindings, declarationFindings, idleExceptions, KINDS_FILE, kindsText } from './declared.ts';
import { files, read, root, type Source, shown, sourceOf } from './source.ts';
import { spokenIn, spokenTexts } from './texts.ts';

const spoken = await spokenTexts();
const code = files()
  .filter((file) => isRead(file) && file.endsWith('.ts'))
  .map((file) => sourceOf(file, read(file)));
const answers = answersIn(code, methods);

const named = (name: string) => {
  const method = methods.find((one) => one.name === name);
  if (!method) throw new Error(`the contract has no ${name}`);
  return method;
};

test('every code that a method declares has a text, and no general code is declared', () => {
  expect(shown(methods.flatMap((method) => declarationFindings(method, spoken)))).toEqual([]);
  expect(methods.filter(({ refuses }) => refuses.length > 0).length).toBeGreaterThan(50);
});

test('a method declares what its code refuses with, and nothing else', () => {
  expect(shown(methods.flatMap((method) => answerFindings(method, answers)))).toEqual([]);
  expect(idleExceptions(methods, answers)).toEqual([]);
  // The kit answers these in every service.
  expect(methods.filter(({ path: of }) => !answers.read.has(of)).map(({ service }) => service)).toEqual(
    methods.filter(({ service }) => service === 'OpsService').map(({ service }) => service),
  );
});

test('the gateway knows the kind of every code of the services', () => {
  expect(readFileSync(path.join(root, KINDS_FILE), 'utf8')).toBe(kindsText(spoken));
});

test('planted: a code without a text, a general one, one out of order, and a new one', () => {
  const found = (refuses: string[]) => declarationFindings({ ...named('OpenRound'), refuses }, spoken);
  expect(found(['round.limit'])).toEqual([]);
  expect(found(['venture.not_found'])).toEqual([]);
  for (const wrong of [['round.nothing'], ['gizmo.not_found'], ['access.role'], ['round.limit', 'round.half_taken']])
    expect(found(wrong)).toHaveLength(1);
  const more = spokenIn('services/x/src/texts.ts', { T: texts('thing', { odd: rule({ ko: '가', en: 'a' }) }) });
  expect(kindsText([...spoken, ...more])).toContain('"thing.odd": "rule"');
});

const declares = (name: string, refuses: (codes: string[]) => string[], changed = answers) => {
  const method = named(name);
  return shown(answerFindings({ ...method, refuses: refuses([...method.refuses]) }, changed));
};
const without = (code: string) => (codes: string[]) => codes.filter((one) => one !== code);
const same = (codes: string[]) => codes;

test('planted: a declaration that was taken out, however its code is reached', () => {
  for (const [name, code] of [
    ['OpenRound', 'round.closes_early'], // decide.ts
    ['OpenRound', 'event.not_found'], // rpc.ts
    ['SubmitReview', 'judging.not_open'], // an arrow of the module
    ['GetCohort', 'cohort.not_found'], // the kit's Get
    ['ExpressInterest', 'limit.country_excluded'], // a table of a library
    ['ConfirmDeal', 'limit.certification_missing'], // the same library in another service
    ['RecuseReview', 'judge.declared_max'], // through the wiring
    ['CreateApplication', 'round.closed'], // the texts of another noun
    ['AddHost', 'host.overlaps'], // a star import
    ['SearchVentures', 'mirror.busy'], // a function of the kit
  ] as const) {
    expect(declares(name, same)).toEqual([]);
    expect(declares(name, without(code))).toEqual([expect.stringContaining(`${name} can answer ${code}`)]);
  }
});

test('planted: a declaration for nothing, and a refusal that is new', () => {
  for (const [name, code] of [
    ['GetRound', 'round.closes_early'],
    ['CloseRound', 'round.half_taken'],
    ['ProposeSelection', 'selection.not_found'],
  ] as const)
    expect(declares(name, (codes) => [...codes, code])).toEqual([expect.stringContaining(`${name} declares ${code}`)]);
  const file = 'services/program-scheduler/src/calls/round/decide.ts';
  const planted = (source: Source) =>
    source.path === file
      ? sourceOf(
          file,
          source.text.replace(
            'return known(round).state',
            "if (!round) throw refuse('closed'); return known(round).state",
          ),
        )
      : source;
  const changed = answersIn(code.filter(({ path: of }) => of.startsWith('services/program-scheduler/')).map(planted), [
    named('CloseRound'),
  ]);
  expect(declares('CloseRound', same, changed)).toEqual([
    expect.stringContaining('CloseRound can answer round.closed'),
  ]);
});
