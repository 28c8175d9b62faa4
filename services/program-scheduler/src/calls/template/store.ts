/** Where templates are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Template, type TemplateEvent } from './template.ts';

export type TemplateStore = AggregateStore<Template, TemplateEvent>;

export const templateStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): TemplateStore =>
  aggregateStore<Template, TemplateEvent>(
    {
      db,
      noun: 'template',
      schema: 1,
      evolve,
      publish,
      snapshot,
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.state': 1, _id: 1 } }],
    },
    relay,
  );
