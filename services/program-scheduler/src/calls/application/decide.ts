/** What may be done with an application. Pure: the present state and a command give events, or a refusal. */
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

/** How things stand at the moment. */
export interface Circumstances {
  roundName: Said;
  roundIsTaking: boolean;
  /** Suspended or closed, or its consent is withdrawn. */
  ventureIsHidden: boolean;
  /** Published with consent, as far as has been heard. */
  ventureIsShared: boolean;
}

/** What a submission is judged by. */
export interface Judged extends Circumstances {
  submission: Submission;
  form: Form | undefined;
  rules: Rules;
  selectedBefore: boolean;
}

/** A venture that is shared begins an application while the round takes any. */
export function draftApplication(
  existing: Application | null,
  application: Application,
  circumstances: Circumstances,
): ApplicationEvent[] {
  if (existing) return [];
  requireOpen(circumstances);
  return [{ type: 'ApplicationDrafted', application }];
}

/** Begins and submits in one go. */
export function submitAtOnce(
  existing: Application | null,
  application: Application,
  judged: Judged,
): ApplicationEvent[] {
  if (existing) return [];
  return [...draftApplication(null, application, judged), ...submitApplication(application, judged)];
}

/** Only a draft is filled in. */
export function changeContents(
  application: Application | null,
  contents: Contents,
  circumstances: Circumstances,
): ApplicationEvent[] {
  const { pitch, answers, putForwardBy } = requireDraft(application, circumstances);
  if (JSON.stringify(contents) === JSON.stringify({ pitch, answers, putForwardBy })) return [];
  return [{ type: 'ContentsChanged', contents }];
}

/** A file answers its question in place of an earlier one. */
export function attachFile(
  application: Application | null,
  file: AnswerFile,
  circumstances: Circumstances,
): ApplicationEvent[] {
  requireDraft(application, circumstances);
  return [{ type: 'FileAttached', file }];
}

/** A complete draft is submitted, and found eligible or not by the rules of its round at once. */
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

/** While the round takes applications, what was submitted or withdrawn becomes a draft again. */
export function reopenApplication(application: Application | null, circumstances: Circumstances): ApplicationEvent[] {
  const { state } = known(application);
  if (state === 'DRAFT') return [];
  if (DECIDED.includes(state)) throw refuse('decided');
  requireOpen(circumstances);
  return [{ type: 'ApplicationRevised' }];
}

/** A venture takes its application back at any time; after a rejection there is nothing to take back. */
export function withdrawApplication(application: Application | null, at: Date): ApplicationEvent[] {
  const { state } = known(application);
  if (state === 'WITHDRAWN') return [];
  if (state === 'REJECTED') throw refuse('rejected');
  return [{ type: 'ApplicationWithdrawn', at }];
}

/** The applications of a venture end when it withdraws its consent or closes; rejected ones have ended already. */
export const endApplication = (application: Application | null, at: Date): ApplicationEvent[] =>
  application?.state === 'REJECTED' ? [] : withdrawApplication(application, at);

/** What the council decided reaches the application, unless it was withdrawn, or a later word has come, meanwhile. */
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
  if (DECIDED.includes(found.state)) throw refuse('decided');
  requireOpen(circumstances);
  if (found.state === 'DRAFT') return found;
  throw refuse('not_draft', { withdrawn: found.state === 'WITHDRAWN' });
}

function requireOpen({ roundName, roundIsTaking, ventureIsHidden, ventureIsShared }: Circumstances): void {
  if (!roundIsTaking) throw refuseRound('closed', { name: roundName });
  if (ventureIsHidden) throw refuse('venture_hidden');
  // The one refusal that news on its way may turn: the venture may have been published a moment ago.
  if (!ventureIsShared) throw refuse('venture_unshared');
}
