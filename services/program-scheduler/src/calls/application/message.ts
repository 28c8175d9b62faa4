/** Turns an application into its protobuf message. */
import type { Application as ApplicationMessage, Ineligibility } from '@naru/contracts/program/v1/application';
import type { Application } from './application.ts';
import { type Ineligible, ineligibleText } from './texts.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
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
