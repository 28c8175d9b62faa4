/** Panels and dashboards in the form of Grafana. Each panel shows queries of Prometheus over time. */
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

export interface Panel {
  title: string;
  /** What a reader looks for here. */
  description: string;
  /** Grafana's name of the unit: s, short, percentunit, bytes. */
  unit: string;
  /** Each query with the legend of its lines. */
  queries: readonly { expr: string; legend: string }[];
}

export interface Row {
  title: string;
  panels: readonly Panel[];
}

export interface Dashboard {
  uid: string;
  title: string;
  description: string;
  /** True if one process is chosen at the top. */
  ofOneJob: boolean;
  rows: readonly Row[];
}

const HEIGHT = 8;
const SPAN = 8;
const SOURCE = { type: 'prometheus', uid: '$datasource' };

function panelOf({ title, description, unit, queries }: Panel): timeseries.PanelBuilder {
  const panel = new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(SOURCE)
    .height(HEIGHT)
    .span(SPAN);
  for (const { expr, legend } of queries)
    panel.withTarget(new prometheus.DataqueryBuilder().expr(expr).legendFormat(legend));
  return panel;
}

/** The dashboard as Grafana reads it. */
export function built({ uid, title, description, ofOneJob, rows }: Dashboard): dashboard.Dashboard {
  const board = new dashboard.DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['naru'])
    .refresh('30s')
    .time({ from: 'now-3h', to: 'now' })
    .withVariable(new dashboard.DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'));
  if (ofOneJob)
    board.withVariable(
      new dashboard.QueryVariableBuilder('job')
        .label('Process')
        .datasource(SOURCE)
        .query('label_values(build_info, job)'),
    );
  for (const row of rows) {
    board.withRow(new dashboard.RowBuilder(row.title));
    for (const panel of row.panels) board.withPanel(panelOf(panel));
  }
  return board.build();
}
