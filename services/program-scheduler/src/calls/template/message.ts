/** Turns a template into its protobuf message. */
import type { Template as TemplateMessage } from '@naru/contracts/program/v1/template';
import type { Template } from './template.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (template: Template, version = 0): TemplateMessage => ({
  ...template,
  etag: version ? String(version) : '',
});
