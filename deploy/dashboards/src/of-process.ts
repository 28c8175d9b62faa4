/** Panels about one process, which is chosen at the top. */
import type { Panel } from './panels.ts';
import { inAnHour, OF_JOB, one, quantile, rate } from './queries.ts';

export const calls: Panel[] = [
  {
    title: 'Calls by code',
    description: 'Calls a second.',
    unit: 'reqps',
    queries: one(
      rate('rpc_server_call_duration_count', 'rpc_response_status_code', OF_JOB),
      '{{rpc_response_status_code}}',
    ),
  },
  {
    title: 'Duration of calls',
    description: 'The slowest of a hundred, by method.',
    unit: 's',
    queries: one(quantile(0.99, 'rpc_server_call_duration', 'rpc_method', OF_JOB), '{{rpc_method}}'),
  },
  {
    title: 'Lost races and old etags',
    description: 'A retry costs a little; a conflict is a refusal that the caller sees.',
    unit: 'reqps',
    queries: [
      { expr: rate('naru_change_retries_total', 'naru_noun', OF_JOB), legend: 'decided again: {{naru_noun}}' },
      {
        expr: rate('naru_change_conflicts_total', 'naru_noun, naru_reason', OF_JOB),
        legend: 'refused: {{naru_noun}} {{naru_reason}}',
      },
    ],
  },
  {
    title: 'Undeclared refusals',
    description: 'Refusals by codes that no page names: a bug of the service.',
    unit: 'short',
    queries: one(
      inAnHour('naru_refusals_undeclared_total', 'rpc_method, naru_code', OF_JOB),
      '{{rpc_method}} {{naru_code}}',
    ),
  },
];

export const work: Panel[] = [
  {
    title: 'Open operations',
    description: 'By lane, in all replicas.',
    unit: 'short',
    queries: one(`max by (naru_lane, naru_state) (naru_operations_open${OF_JOB})`, '{{naru_lane}} {{naru_state}}'),
  },
  {
    title: 'Operations that ended',
    description: 'By state, in an hour.',
    unit: 'short',
    queries: one(
      inAnHour('naru_operations_ended_total', 'naru_lane, naru_state', OF_JOB),
      '{{naru_lane}} {{naru_state}}',
    ),
  },
  {
    title: 'Duration of solvers',
    description: 'The slowest of twenty, by solver.',
    unit: 's',
    queries: one(
      quantile(0.95, 'naru_solver_duration', 'naru_solver, naru_outcome', OF_JOB),
      '{{naru_solver}} {{naru_outcome}}',
    ),
  },
];

export const ground: Panel[] = [
  {
    title: 'Commands to the database',
    description: 'Commands a second, by command.',
    unit: 'ops',
    queries: one(rate('db_client_operation_duration_count', 'db_operation_name', OF_JOB), '{{db_operation_name}}'),
  },
  {
    title: 'Duration of commands',
    description: 'The slowest of a hundred, by collection.',
    unit: 's',
    queries: one(
      quantile(0.99, 'db_client_operation_duration', 'db_collection_name', OF_JOB),
      '{{db_collection_name}}',
    ),
  },
  {
    title: 'Commands that failed',
    description: 'By kind of error.',
    unit: 'ops',
    queries: one(
      rate('db_client_operation_duration_count', 'error_type', '{job="$job",error_type!=""}'),
      '{{error_type}}',
    ),
  },
  {
    title: 'CPU',
    description: 'Seconds of CPU a second.',
    unit: 'short',
    queries: one(rate('process_cpu_time_total', 'instance, cpu_mode', OF_JOB), '{{instance}} {{cpu_mode}}'),
  },
  {
    title: 'Memory',
    description: 'Resident memory, and the heap of Node.',
    unit: 'bytes',
    queries: [
      { expr: `max by (instance) (process_memory_usage${OF_JOB})`, legend: '{{instance}} resident' },
      { expr: `sum by (instance) (v8js_memory_heap_used${OF_JOB})`, legend: '{{instance}} heap' },
    ],
  },
  {
    title: 'Delay of the event loop',
    description: 'The slowest of a hundred. Above a tenth of a second every call waits.',
    unit: 's',
    queries: one(`max by (instance) (nodejs_eventloop_delay_p99${OF_JOB})`, '{{instance}}'),
  },
];
