/** A template as the wire has it. */
import type { Template as TemplateMessage } from '@naru/contracts/program/v1/template';
import type { Template } from './template.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (template: Template, version = 0): TemplateMessage => ({
  ...template,
  etag: version ? String(version) : '',
});
