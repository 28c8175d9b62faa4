/** What may be done with a template. Pure: the present state and a command give events, or a refusal. */
import { Rejection } from '@naru/kit/rejection';
import type { Template, TemplateEvent } from './template.ts';

/** A template is made once. */
export const createTemplate = (existing: Template | null, template: Template): TemplateEvent[] =>
  existing ? [] : [{ type: 'TemplateCreated', template }];

/** What is shared stays shared: programmes may have been made from it. */
export function shareTemplate(template: Template | null): TemplateEvent[] {
  if (!template)
    throw new Rejection({ kind: 'not_found', code: 'template.not_found', message: 'there is no such template' });
  return template.state === 'SHARED' ? [] : [{ type: 'TemplateShared' }];
}
