/** What may be done with an application. Pure: the present state and a command give events, or a refusal. */
import type { Sector } from '@naru/contracts/common/v1/common';
import { Rejection } from '@naru/kit/rejection';
import type { Application, ApplicationEvent } from './application.ts';

const rule = (code: string, message: string) => new Rejection({ kind: 'rule', code, message });

/** How things stand at the moment: whether the round takes applications, and from whom. */
export interface Circumstances {
  roundIsTaking: boolean;
  ventureIsHidden: boolean;
  /** The sectors that the round's phase admits; empty for any. */
  admitted: readonly Sector[];
}

/** A venture that is not hidden applies while the round is open, if the phase admits one of its sectors. */
export function submitApplication(
  existing: Application | null,
  application: Application,
  { roundIsTaking, ventureIsHidden, admitted }: Circumstances,
): ApplicationEvent[] {
  if (existing) return [];
  requireTaking(roundIsTaking);
  if (ventureIsHidden)
    throw rule('application.venture_hidden', 'the venture is suspended or closed, or has withdrawn its consent');
  const { sectors } = application.frozen;
  if (admitted.length > 0 && !sectors.some((sector) => admitted.includes(sector)))
    throw rule(
      'application.sector_not_admitted',
      `this phase admits ${admitted.join(', ')}; the venture ${sectors.length > 0 ? `is in ${sectors.join(', ')}` : 'has shared no sector'}`,
    );
  return [{ type: 'ApplicationSubmitted', application }];
}

/** A venture takes its application back while the round is open. */
export function withdrawApplication(
  application: Application | null,
  { roundIsTaking, at }: { roundIsTaking: boolean; at: Date },
): ApplicationEvent[] {
  if (!application)
    throw new Rejection({ kind: 'not_found', code: 'application.not_found', message: 'there is no such application' });
  if (application.state === 'APPLICATION_WITHDRAWN') return [];
  requireTaking(roundIsTaking);
  return [{ type: 'ApplicationWithdrawn', at }];
}

function requireTaking(roundIsTaking: boolean): void {
  if (!roundIsTaking) throw rule('round.closed', 'the round is closed; its applications are as they are');
}
