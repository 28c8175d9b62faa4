/** The event catalogue: the events, their subjects, who may receive them, and their content. */
import { events, registry } from '@naru/contracts';
import type { Schema } from './rules.ts';
import { Schemas } from './schemas.ts';

const audienceOf = (number: number): string =>
  (registry.getEnum('naru.common.v1.EventRule.Audience')?.value[number]?.name ?? '').toLowerCase();

export function eventCatalogue(): Schema {
  const schemas = new Schemas('#/$defs/');
  return {
    events: events.map(({ type, context, summary, audience, message }) => ({
      type,
      subject: `${type}.{aggregate id}`,
      context,
      summary,
      audience: audienceOf(audience),
      schema: schemas.ofMessage(message, 'reply'),
    })),
    $defs: schemas.named,
  };
}
