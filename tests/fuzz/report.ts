/** The part of a report of schemathesis that counts. */
export interface Report {
  /** False if it was ended early. */
  complete: boolean;
  operations: { tested: number };
  test_cases: { generated: number; with_failures: number; errored: number };
  failures: readonly { title: string; operation?: string }[];
  errors: readonly { title: string; count: number }[];
}

/**
 * One line about a role, and how many faults it names: answers of 5xx, and requests without an answer. A run that tried
 * nothing, or not all, is a fault too.
 */
export function summaryOf(role: string, report: Report): { line: string; faults: number } {
  const { generated, with_failures: failed, errored } = report.test_cases;
  const whole = report.complete && generated > 0;
  const faults = failed + errored + (whole ? 0 : 1);
  const ended = whole ? '' : ', ended early';
  const line = `${role}: ${generated} requests to ${report.operations.tested} operations, ${failed} answered 5xx, ${errored} without an answer${ended}`;
  return { line, faults };
}
