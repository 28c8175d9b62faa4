/** Queries that several panels have in common. */

export const one = (expr: string, legend: string) => [{ expr, legend }];

/** The share of calls that took no longer, in seconds. */
export const quantile = (share: number, histogram: string, by: string, where = '') =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${histogram}_bucket${where}[5m])))`;

export const rate = (counter: string, by: string, where = '') => `sum by (${by}) (rate(${counter}${where}[5m]))`;

export const inAnHour = (counter: string, by: string, where = '') =>
  `sum by (${by}) (increase(${counter}${where}[1h]))`;

export const STREAMLESS = '{http_route!~".*:(watch|stream)"}';
export const OF_JOB = '{job="$job"}';
