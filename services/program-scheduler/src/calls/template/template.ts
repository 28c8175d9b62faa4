/** A programme template. `evolve` is the only function that changes it. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Form } from '@naru/contracts/program/v1/form';
import type { ExposureRule, Phase, Programme_Kind, ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import type { Template_State, TemplatePhase } from '@naru/contracts/program/v1/template';
import { type CivilDate, daysAfter } from '@naru/kit/civil-date';

/** A phase in days from the first day of the programme. */
export type DaysPhase = TemplatePhase & { fromDay: number };

export interface Template {
  id: string;
  name: LocalizedText;
  centreId: string;
  kind: Programme_Kind;
  phases: DaysPhase[];
  quota: ProgrammeQuota | undefined;
  exposure: ExposureRule | undefined;
  form: Form | undefined;
  state: Template_State;
}

export type TemplateEvent = { type: 'TemplateCreated'; template: Template } | { type: 'TemplateShared' };

/** Never throws: events have already happened. */
export const evolve = (template: Template | null, event: TemplateEvent): Template | null => {
  switch (event.type) {
    case 'TemplateCreated':
      return event.template;
    case 'TemplateShared':
      return template && { ...template, state: 'SHARED' };
  }
};

/** The phases of the template with dates, for a programme that begins on the given day. */
export const datedPhases = ({ phases }: Template, startsOn: CivilDate): Phase[] =>
  phases.map(({ fromDay, days, ...rules }, index) => ({
    ...rules,
    number: index + 1,
    from: daysAfter(startsOn, fromDay),
    to: days > 0 ? daysAfter(startsOn, fromDay + days - 1) : undefined,
  }));
