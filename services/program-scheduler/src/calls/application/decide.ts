/** Commands on an application. Pure: the present state and a command give events, or a refusal. */
import type { AnswerFile, Form } from '@naru/contracts/program/v1/form';
import type { Said } from '@naru/words/text';
import { refuse as refuseRound } from '../round/texts.ts';
import { requireComplete } from './answers.ts';
import {
  type Application,
  type ApplicationEvent,
  type Contents,
  DECIDED,
  type Submission,
  type Verdict,
} from './application.ts';
import { type Rules, reasonsAgainst } from './eligibility.ts';
import { known, refuse } from './texts.ts';

/** The facts that a decision uses, at this moment. */
export interface Circumstances {
  roundName: Said;
  roundIsTaking: boolean;
  /** Suspended or closed, or its consent is withdrawn. */
  ventureIsHidden: boolean;
  /** Published with consent, by the events that have arrived. */
  ventureIsShared: boolean;
}

/** The facts that decide whether a submission is eligible. */
export interface Judged extends Circumstances {
  submission: Submission;
  form: Form | undefined;
  rules: Rules;
  selectedBefore: boolean;
}

/** A shared venture may begin an application while the round accepts applications. */
export function draftApplication(
  existing: Application | null,
  application: Application,
  circumstances: Circumstances,
): ApplicationEvent[] {
  if (existing) return [];
  requireOpen(circumstances);
  return [{ type: 'ApplicationDrafted', application }];
}

/** Begins and submits in one request. */
export function submitAtOnce(
  existing: Application | null,
  application: Application,
  judged: Judged,
): ApplicationEvent[] {
  if (existing) return [];
  return [...draftApplication(null, application, judged), ...submitApplication(application, judged)];
}

/** Only a draft can be filled in. */
export function changeContents(
  application: Application | null,
  contents: Contents,
  circumstances: Circumstances,
): ApplicationEvent[] {
  const { pitch, answers, putForwardBy } = requireDraft(application, circumstances);
  if (JSON.stringify(contents) === JSON.stringify({ pitch, answers, putForwardBy })) return [];
  return [{ type: 'ContentsChanged', contents }];
}

/** A file replaces the earlier file to the same question. */
export function attachFile(
  application: Application | null,
  file: AnswerFile,
  circumstances: Circumstances,
): ApplicationEvent[] {
  requireDraft(application, circumstances);
  return [{ type: 'FileAttached', file }];
}

/** A complete draft can be submitted. The rules of its round decide at once whether it is eligible. */
export function submitApplication(application: Application | null, judged: Judged): ApplicationEvent[] {
  const { state, centreId, putForwardBy, answers, files } = known(application);
  if (state === 'ELIGIBLE' || state === 'INELIGIBLE') return [];
  requireDraft(application, judged);
  requireComplete(judged.form, { answers, files });
  const { submission, rules, selectedBefore } = judged;
  const reasons = reasonsAgainst(rules, { profile: submission.frozen, centreId, putForwardBy, selectedBefore });
  return [
    { type: 'ApplicationSubmitted', submission },
    reasons.length === 0 ? { type: 'ApplicationFoundEligible' } : { type: 'ApplicationFoundIneligible', reasons },
  ];
}

/** A submitted or withdrawn application becomes a draft again while the round accepts applications. */
export function reopenApplication(application: Application | null, circumstances: Circumstances): ApplicationEvent[] {
  const { state } = known(application);
  if (state === 'DRAFT') return [];
  if (DECIDED.includes(state)) throw refuse('decided', { rejected: state === 'REJECTED' });
  requireOpen(circumstances);
  return [{ type: 'ApplicationRevised' }];
}

/** A venture may withdraw its application at any time, except after a rejection: a rejected one has ended. */
export function withdrawApplication(application: Application | null, at: Date): ApplicationEvent[] {
  if (known(application).state === 'REJECTED') throw refuse('rejected');
  return endApplication(application, at);
}

/** The applications of a venture end when it withdraws its consent or closes. Rejected ones have ended already. */
export function endApplication(application: Application | null, at: Date): ApplicationEvent[] {
  const { state } = known(application);
  return state === 'WITHDRAWN' || state === 'REJECTED' ? [] : [{ type: 'ApplicationWithdrawn', at }];
}

/** The venture was erased. Of its applications only the fact and the decision stay. */
export function eraseContents(application: Application | null): ApplicationEvent[] {
  const { frozen, pitch, answers, files, ineligible } = known(application);
  const parts = [frozen.name, pitch, ...answers, ...files, ...ineligible];
  return parts.some((part) => part !== undefined) ? [{ type: 'ContentsErased' }] : [];
}

/** The decision of the council is stored, unless the application was withdrawn or has a newer decision. */
export function recordVerdict(
  application: Application | null,
  { verdict, position, version }: { verdict: Verdict; position: number; version: number },
): ApplicationEvent[] {
  if (!application || application.state === 'WITHDRAWN' || version < application.verdictVersion) return [];
  if (application.state === verdict && application.waitlistPosition === position) return [];
  switch (verdict) {
    case 'SELECTED':
      return [{ type: 'ApplicationSelected', version }];
    case 'WAITLISTED':
      return [{ type: 'ApplicationWaitlisted', position, version }];
    case 'REJECTED':
      return [{ type: 'ApplicationRejected', version }];
  }
}

function requireDraft(application: Application | null, circumstances: Circumstances): Application {
  const found = known(application);
  if (DECIDED.includes(found.state)) throw refuse('decided', { rejected: found.state === 'REJECTED' });
  requireOpen(circumstances);
  if (found.state === 'DRAFT') return found;
  throw refuse('not_draft', { withdrawn: found.state === 'WITHDRAWN' });
}

function requireOpen({ roundName, roundIsTaking, ventureIsHidden, ventureIsShared }: Circumstances): void {
  if (!roundIsTaking) throw refuseRound('closed', { name: roundName });
  if (ventureIsHidden) throw refuse('venture_hidden');
  // This refusal alone may be wrong soon: the event that publishes the venture may be on its way.
  if (!ventureIsShared) throw refuse('venture_unshared');
}
