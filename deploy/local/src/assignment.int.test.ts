import { expect, test } from '@jest/globals';
import { checkPanels } from '@naru/assignment-solver/check';
import { problemOfShape } from '@naru/assignment-solver/generate';
import { type AssignmentProblem, BARRED } from '@naru/assignment-solver/problem';
import { commandOnFile } from './fixture/command.ts';

const { written, run, runOn } = commandOnFile('assignment');

/** A round of the solver in the form of a file. */
function fileOf({ rules, judges, applications, value }: AssignmentProblem) {
  const { panelSize, marketExpertsMin, womenMin, centresMin, sameCentreMax } = rules;
  return {
    rules: {
      ...{ panel_size: panelSize, market_experts_min: marketExpertsMin, women_min: womenMin },
      ...{ centres_min: centresMin, same_centre_max: sameCentreMax },
    },
    judges: judges.map(({ id, centreId, marketExpert, woman, loadMin, loadMax }) => ({
      ...{ id, centre: centreId, market_expert: marketExpert, woman, load_min: loadMin, load_max: loadMax },
    })),
    applications: applications.map((id) => ({ id })),
    pairs: applications.flatMap((application, a) =>
      judges.map(({ id: judge }, j) => {
        const worth = value[a * judges.length + j] ?? 0;
        return { application, judge, ...(worth === BARRED ? { conflict: true } : { value: worth }) };
      }),
    ),
  };
}

const round = problemOfShape({ judges: 20, applications: 100, seed: 1 });

test('prints panels that keep every rule, their value, and the bound', () => {
  const { status, stdout } = run(written(fileOf(round)), '--seconds', '20');
  expect(status).toBe(0);
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual(['panels', 'total', 'bound', 'state', 'short', 'clashes', 'seconds']);
  const seats = answer.panels.map(({ judges }: { judges: string[] }) => judges.map((id) => Number(id.slice(4))));
  expect(checkPanels(round, seats)).toEqual({ violations: [], total: answer.total });
  expect(answer).toMatchObject({ state: 'whole', short: 0, clashes: [] });
  expect(answer.total).toBeLessThanOrEqual(answer.bound);
});

const judges = [{ id: 'j1' }, { id: 'j2', woman: true }];
const applications = [{ id: 'a1' }];

test('a judge with a standing review keeps the seat, whatever its value', () => {
  const pairs = [
    { judge: 'j1', application: 'a1', stands: true },
    { judge: 'j2', application: 'a1', value: 900 },
  ];
  const { stdout } = runOn({ rules: { panel_size: 1 }, judges, applications, pairs });
  expect(JSON.parse(stdout).panels).toEqual([{ application: 'a1', judges: ['j1'] }]);
});

test('an infeasible subset is named, by ids', () => {
  const pairs = [{ judge: 'j2', application: 'a1', conflict: true }];
  const { status, stdout } = runOn({ rules: { panel_size: 1, women_min: 1 }, judges, applications, pairs });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'impossible',
    clashes: [{ demands: ['women_min', 'conflicts'], applications: ['a1'], judges: [] }],
  });
});

test('progress goes to standard error', () => {
  const { stdout, stderr } = run(written(fileOf(round)), '--seconds', '20', '--progress');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/of at most \d+, \d+ panels short/);
});

const SMALL = { rules: { panel_size: 1 }, judges: [{ id: 'j1' }], applications };
const pairOf = (pair: object) => ({ ...SMALL, pairs: [{ judge: 'j1', application: 'a1', ...pair }] });

test.each<[unknown, string]>([
  ['{', 'is not JSON'],
  ['{"a": {"b": 1, "b": 2}}', 'a.b: stands twice'],
  [[], 'the file: must be one JSON object with rules, judges, applications and pairs'],
  [{ ...SMALL, rules: undefined }, 'rules: is missing; it must be an object such as'],
  [{ ...SMALL, rules: { panel_size: 0 } }, 'rules.panel_size: is 0; it must be a whole number from 1 to 20'],
  [
    { ...SMALL, rules: { panel_size: 1, women_min: 2 } },
    'rules.women_min: is 2; it must be a whole number from 0 to 1',
  ],
  [{ ...SMALL, judges: [] }, 'judges: has no entry; there must be at least one'],
  [{ ...SMALL, judges: [{ id: 'j1' }, { id: 'j1' }] }, 'judges[1].id: is "j1", which is judges[0].id already'],
  [
    { ...SMALL, judges: [{ id: 'j1', load_min: 3, load_max: 2 }] },
    'judges[0].load_min: is 3; it must be at most load_max, which is 2',
  ],
  [{ ...SMALL, judges: [{ id: 'j1', woman: 'yes' }] }, 'judges[0].woman: is "yes"; it must be true, false or left out'],
  [pairOf({ judge: 'j2' }), 'pairs[0].judge: is "j2"; it must be the id of one of the judges'],
  [pairOf({ value: 0.5 }), 'pairs[0].value: is 0.5; it must be a whole number from -10000 to 10000'],
])('a file that is no round is refused with what would be right: %j', (content, complaint) => {
  const { status, stdout, stderr } = run(written(content));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});
