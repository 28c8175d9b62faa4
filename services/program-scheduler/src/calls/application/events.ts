/**
 * Events of an application: its whole state after every change, without the answers and files of the venture. These
 * stay in this service, so that a venture that withdraws its consent has left no copies elsewhere.
 */
import type { Application as ApplicationMessage } from '@naru/contracts/program/v1/application';
import {
  ApplicationDrafted,
  ApplicationFoundEligible,
  ApplicationFoundIneligible,
  ApplicationRejected,
  ApplicationRevised,
  ApplicationSelected,
  ApplicationSnapshot,
  ApplicationSubmitted,
  ApplicationUpdated,
  ApplicationWaitlisted,
  ApplicationWithdrawn,
} from '@naru/contracts/program/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Application, ApplicationEvent } from './application.ts';
import { toProto } from './message.ts';

const CODECS = {
  ApplicationDrafted,
  ContentsChanged: ApplicationUpdated,
  FileAttached: ApplicationUpdated,
  ContentsErased: ApplicationUpdated,
  ApplicationSubmitted,
  ApplicationFoundEligible,
  ApplicationFoundIneligible,
  ApplicationRevised,
  ApplicationSelected,
  ApplicationWaitlisted,
  ApplicationRejected,
  ApplicationWithdrawn,
};

export const publish = ({ type }: ApplicationEvent, application: Application): Outgoing =>
  outgoing(CODECS[type], { application: told(application) });

export const snapshot = (application: Application): Outgoing =>
  outgoing(ApplicationSnapshot, { application: told(application) });

const told = (application: Application): ApplicationMessage => ({
  ...toProto(application),
  frozen: undefined,
  pitch: undefined,
  answers: [],
  files: [],
  // The texts contain facts of the profile; the codes do not.
  ineligible: application.ineligible.map(({ code }) => ({ code, text: undefined })),
});
