/** Events of a template: its whole state after every change, without its form, which may be too long for an event. */
import { TemplateCreated, TemplateShared, TemplateSnapshot } from '@naru/contracts/program/v1/events';
import type { Template as TemplateMessage } from '@naru/contracts/program/v1/template';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Template, TemplateEvent } from './template.ts';

const CODECS = { TemplateCreated, TemplateShared };

export const publish = ({ type }: TemplateEvent, template: Template): Outgoing =>
  outgoing(CODECS[type], { template: told(template) });

export const snapshot = (template: Template): Outgoing => outgoing(TemplateSnapshot, { template: told(template) });

const told = (template: Template): TemplateMessage => ({ ...toProto(template), form: undefined });
