/** Alerts and dashboards ask for what the processes show, and every alert has a page that says what to do. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { DASHBOARDS } from '@naru/dashboards/dashboards';
import { dashboardFiles } from '@naru/dashboards/files';
import { CONTEXTS } from '@naru/local/services';
import { parse } from 'yaml';
import { faultsOf } from './promql.ts';
import { files, root } from './source.ts';
import { ask, PROMTOOL, testWith } from './tools.ts';

interface Alert {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}

const RULES = 'deploy/prometheus/naru.rules.yaml';
const RULE_TESTS = 'deploy/prometheus/naru.rules.test.yaml';
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const alerts = (parse(read(RULES)) as { groups: { rules: Alert[] }[] }).groups.flatMap(({ rules }) => rules);
const PARTS = ['**What it means.**', '**What to look at.**', '**What to do.**'];

test('every alert can be read, and asks for series and labels that processes show', () => {
  expect(alerts.length).toBeGreaterThan(10);
  expect(alerts.flatMap(({ alert, expr }) => faultsOf(expr).map((fault) => `${alert}: ${fault}`))).toEqual([]);
});

interface RuleTest {
  name: string;
  input_series: { series: string }[];
  alert_rule_test: { alertname: string; exp_alerts: object[] }[];
}

test('every alert has a test that provokes it and sees it silent, with series that processes show', () => {
  const { tests } = parse(read(RULE_TESTS)) as { tests: RuleTest[] };
  expect(tests.map(({ name }) => name).sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  for (const { name, input_series: series, alert_rule_test: looks } of tests) {
    const seen = looks.map(({ alertname, exp_alerts: expected }) => [alertname, expected.length]);
    expect([name, seen]).toEqual([
      name,
      [
        [name, 1],
        [name, 0],
      ],
    ]);
    expect([name, series.flatMap((one) => faultsOf(one.series))]).toEqual([name, []]);
  }
});

// From the package `prometheus` of Debian, for example.
testWith([PROMTOOL], 'promtool: the rules are sound, and every alert fires and falls silent', () => {
  const folder = path.join(root, path.dirname(RULES));
  for (const args of [
    ['check', 'rules', path.basename(RULES)],
    ['check', 'config', '--syntax-only', 'prometheus.yaml'],
    ['test', 'rules', path.basename(RULE_TESTS)],
  ]) {
    const { status, output, complaint } = ask(PROMTOOL, args, { cwd: folder });
    expect([args.join(' '), status, status === 0 ? '' : output + complaint]).toEqual([args.join(' '), 0, '']);
  }
});

test('every alert has a page with its three parts, and every page has an alert', () => {
  const pages = alerts.map(({ annotations }) => annotations.runbook);
  for (const { alert, annotations, labels } of alerts) {
    const text = read(annotations.runbook);
    expect([alert, text.split('\n')[0]]).toEqual([alert, `# ${alert}`]);
    expect([alert, PARTS.filter((part) => !text.includes(part))]).toEqual([alert, []]);
    expect(['page', 'ticket']).toContain(labels.severity);
  }
  expect(
    files()
      .filter((file) => file.startsWith('docs/runbooks/'))
      .sort(),
  ).toEqual([...pages].sort());
});

test('Prometheus reads every process under the name that alerts and dashboards use', () => {
  const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yaml')) as {
    scrape_configs: { job_name: string }[];
  };
  const processes = [...Object.keys(CONTEXTS), 'gateway'];
  expect(jobs.map(({ job_name: name }) => name).sort()).toEqual(processes.sort());
  const away = alerts.find(({ alert }) => alert === 'NaruProcessAway');
  for (const name of processes) expect(away?.expr).toContain(name);
});

test('every panel of the dashboards can be read, and asks for what processes show', () => {
  const panels = DASHBOARDS.flatMap(({ rows }) => rows.flatMap((row) => row.panels));
  const queries = panels.flatMap(({ title, queries }) => queries.map(({ expr }) => ({ title, expr })));
  expect(queries.flatMap(({ title, expr }) => faultsOf(expr).map((fault) => `${title}: ${fault}`))).toEqual([]);
});

test('the committed dashboards are those of the code: npm run renew --prefix tests', () => {
  const made = dashboardFiles();
  expect(
    files()
      .filter((file) => file.startsWith('deploy/grafana/'))
      .sort(),
  ).toEqual(Object.keys(made).sort());
  for (const [file, text] of Object.entries(made)) expect([file, read(file) === text]).toEqual([file, true]);
});

test.each([
  ['max by (job) (naru_bus_gone) == 1', 'naru_bus_gone is shown by no process'],
  ['max by (venture) (naru_bus_refusing) == 1', 'naru_bus_refusing has no label venture'],
  ['max by (job (naru_bus_refusing)', 'cannot be read: max by (job (naru_bus_refusing)'],
  ['naru_change_conflicts_total{naru_cause="busy"}', 'naru_change_conflicts_total has no label naru_cause'],
  ['1 > 0', 'asks for nothing: 1 > 0'],
])('planted: %s', (expression, fault) => {
  expect(faultsOf(expression)).toContain(fault);
});
