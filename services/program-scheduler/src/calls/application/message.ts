/** An application as the wire has it. */
import type { Application as ApplicationMessage, Ineligibility } from '@naru/contracts/program/v1/application';
import type { Application } from './application.ts';
import { type Ineligible, ineligibleText } from './texts.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (
  { verdictVersion: _, ineligible, ...application }: Application,
  version = 0,
): ApplicationMessage => ({
  ...application,
  ineligible: ineligibilities(ineligible),
  etag: version ? String(version) : '',
});

export const ineligibilities = (reasons: readonly Ineligible[]): Ineligibility[] =>
  reasons.map((reason) => ({ code: reason.code, text: ineligibleText(reason) }));
