/** Panels about all processes together. */
import type { Panel } from './panels.ts';
import { inAnHour, one, quantile, rate, STREAMLESS } from './queries.ts';

export const state: Panel[] = [
  {
    title: 'Processes that answer',
    description: 'One line for each process; 0 is a process that Prometheus cannot read.',
    unit: 'short',
    queries: one('sum by (job) (up{job=~".+"})', '{{job}}'),
  },
  {
    title: 'The bus refuses events, or is away',
    description: '1 means that a service cannot send. Its commands still work, and its events wait.',
    unit: 'short',
    queries: one('max by (job) (naru_bus_refusing)', '{{job}}'),
  },
  {
    title: 'The oldest event that waits for the bus',
    description: 'Near 0 in good times. A line that rises is a relay that does not send.',
    unit: 's',
    queries: one('max by (job) (naru_outbox_oldest)', '{{job}}'),
  },
  {
    title: 'Parked events',
    description: 'Events that wait for an operator.',
    unit: 'short',
    queries: one('max by (job, naru_subscription) (naru_events_parked)', '{{job}} {{naru_subscription}}'),
  },
  {
    title: 'What is due and not done',
    description: 'Aggregates that were due more than five seconds ago.',
    unit: 'short',
    queries: one('max by (job, naru_noun) (naru_timers_overdue)', '{{job}} {{naru_noun}}'),
  },
  {
    title: 'Versions that run',
    description: 'More than one line for long is an upgrade that has stopped half-way.',
    unit: 'short',
    queries: one('count by (service_version, naru_revision) (build_info)', '{{service_version}} {{naru_revision}}'),
  },
];

export const requests: Panel[] = [
  {
    title: 'Requests by status',
    description: 'Requests a second at the gateway.',
    unit: 'reqps',
    queries: one(
      rate('http_server_request_duration_count', 'http_response_status_code'),
      '{{http_response_status_code}}',
    ),
  },
  {
    title: 'Duration of requests',
    description: 'Without streams, which last as long as their readers like.',
    unit: 's',
    queries: [
      { expr: quantile(0.5, 'http_server_request_duration', 'job', STREAMLESS), legend: 'half' },
      { expr: quantile(0.99, 'http_server_request_duration', 'job', STREAMLESS), legend: '99 of 100' },
    ],
  },
  {
    title: 'Routes with errors',
    description: 'Answers of 500 and above, by route.',
    unit: 'reqps',
    queries: one(
      rate('http_server_request_duration_count', 'http_route', '{http_response_status_code=~"5.."}'),
      '{{http_route}}',
    ),
  },
  {
    title: 'Open streams',
    description: 'Streams of messages to callers.',
    unit: 'short',
    queries: one('sum by (http_route) (naru_streams_open)', '{{http_route}}'),
  },
  {
    title: 'Calls to services that failed',
    description: 'Where the gateway could not reach a service, or the service was at fault.',
    unit: 'reqps',
    queries: one(
      rate(
        'rpc_client_call_duration_count',
        'rpc_method, rpc_response_status_code',
        '{rpc_response_status_code=~"UNAVAILABLE|DEADLINE_EXCEEDED|INTERNAL|UNKNOWN"}',
      ),
      '{{rpc_method}} {{rpc_response_status_code}}',
    ),
  },
  {
    title: 'Webhooks by outcome',
    description: 'Attempts a second.',
    unit: 'reqps',
    queries: one(rate('naru_webhook_attempts_total', 'naru_outcome'), '{{naru_outcome}}'),
  },
];

export const events: Panel[] = [
  {
    title: 'Messages that are not delivered yet',
    description: 'By durable. A line that rises is a consumer that is too slow, or stands still.',
    unit: 'short',
    queries: one('max by (naru_durable, naru_stream) (naru_consumer_pending)', '{{naru_durable}} of {{naru_stream}}'),
  },
  {
    title: 'Messages that were delivered again',
    description: 'Events whose handling failed, or took too long.',
    unit: 'short',
    queries: one(
      'max by (naru_durable, naru_stream) (naru_consumer_redelivered)',
      '{{naru_durable}} of {{naru_stream}}',
    ),
  },
  {
    title: 'Age of the newest event heard',
    description: 'By service and stream. It also rises where nothing happens: look at what is not delivered beside it.',
    unit: 's',
    queries: one('min by (job, naru_stream) (naru_stream_heard_age)', '{{job}} of {{naru_stream}}'),
  },
  {
    title: 'Refused events that wait',
    description: 'They are tried again by themselves, and parked when their time is over.',
    unit: 'short',
    queries: one('max by (job, naru_subscription) (naru_events_waiting)', '{{job}} {{naru_subscription}}'),
  },
  {
    title: 'Duration until the bus has an event',
    description: 'The slowest of a hundred, by service.',
    unit: 's',
    queries: one(quantile(0.99, 'messaging_client_operation_duration', 'job'), '{{job}}'),
  },
  {
    title: 'Duration of handling an event',
    description: 'The slowest of a hundred, by subscription.',
    unit: 's',
    queries: one(
      quantile(0.99, 'messaging_process_duration', 'job, messaging_consumer_group_name'),
      '{{job}} {{messaging_consumer_group_name}}',
    ),
  },
  {
    title: 'Events that failed',
    description: 'Tries a second that ended with an error, by subscription and kind of error.',
    unit: 'reqps',
    queries: one(
      rate('messaging_process_duration_count', 'job, messaging_consumer_group_name, error_type', '{error_type!=""}'),
      '{{job}} {{messaging_consumer_group_name}} {{error_type}}',
    ),
  },
  {
    title: 'Events that the bus had lost',
    description: 'They are sent again by themselves. Find out why.',
    unit: 'short',
    queries: one(inAnHour('naru_stream_lost_total', 'naru_stream'), '{{naru_stream}}'),
  },
];
