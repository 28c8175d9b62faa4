/** What the dashboards show. Every query names instruments of the table; a test reads them. */
import { events, requests, state } from './of-network.ts';
import { calls, ground, work } from './of-process.ts';
import type { Dashboard } from './panels.ts';

export const DASHBOARDS: readonly Dashboard[] = [
  {
    uid: 'naru-overview',
    title: 'Naru: is it well?',
    description: 'The first page to look at: what does not work, and what callers see of it.',
    ofOneJob: false,
    rows: [
      { title: 'State', panels: state },
      { title: 'Callers', panels: requests },
    ],
  },
  {
    uid: 'naru-events',
    title: 'Naru: events',
    description: 'The way of events from their owners to those who hear them.',
    ofOneJob: false,
    rows: [{ title: 'Events', panels: events }],
  },
  {
    uid: 'naru-process',
    title: 'Naru: one process',
    description: 'Calls, work, database and runtime of one process.',
    ofOneJob: true,
    rows: [
      { title: 'Calls', panels: calls },
      { title: 'Work', panels: work },
      { title: 'Ground', panels: ground },
    ],
  },
];
