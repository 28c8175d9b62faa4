/** Commands on a template. Pure: the present state and a command give events, or a refusal. */
import type { Template, TemplateEvent } from './template.ts';
import { known } from './texts.ts';

/** A template is made once. */
export const createTemplate = (existing: Template | null, template: Template): TemplateEvent[] =>
  existing ? [] : [{ type: 'TemplateCreated', template }];

/** A shared template stays shared: programmes may have been made from it. */
export function shareTemplate(template: Template | null): TemplateEvent[] {
  return known(template).state === 'SHARED' ? [] : [{ type: 'TemplateShared' }];
}
