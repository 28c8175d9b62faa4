/** The collection of programme templates. */
import { ListTemplatesRequest } from '@naru/contracts/program/v1/template';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Template, type TemplateEvent } from './template.ts';

export type TemplateStore = AggregateStore<Template, TemplateEvent, ListTemplatesRequest>;

export const templateStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): TemplateStore =>
  aggregateStore<Template, TemplateEvent, ListTemplatesRequest>(
    {
      db,
      noun: 'template',
      schema: 1,
      evolve,
      publish,
      snapshot,
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.state': 1, _id: 1 } }],
      list: {
        request: ListTemplatesRequest,
        filters: {
          centreId: 'state.centreId',
          kind: 'state.kind',
          state: 'state.state',
        },
        reach: { centre: 'state.centreId', open: { 'state.state': 'SHARED' } },
        orders: { name_ko: 'state.name.ko', name_en: 'state.name.en' },
      },
    },
    relay,
  );
