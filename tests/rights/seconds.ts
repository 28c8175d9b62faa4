/**
 * Calls that name a second object besides the one of their rule. If the caller may not see it, the answer must be the
 * same as for an unknown one.
 */
import type { Role } from '@naru/contracts';
import { FOREIGN, OWN } from './owners.ts';

export interface Second {
  context: string;
  name: string;
  role: Role;
  /** The request about a second object. */
  about: (id: string) => Readonly<Record<string, unknown>>;
  /** An existing one, and an unknown one. */
  hidden: string;
  unknown: string;
}

const shown = `${OWN.venture}_shown`;
const recorded = (residencyId: string) => ({ mentorId: 'mnt_own', residencyId, officeHourId: '' });

export const SECONDS: readonly Second[] = [
  {
    ...{ context: 'investor', name: 'OpenDeal', role: 'investor_member' },
    about: (investorId) => ({ ventureId: shown, investorId }),
    ...{ hidden: FOREIGN.investor, unknown: 'inv_unknown' },
  },
  {
    ...{ context: 'matching', name: 'ExpressInterest', role: 'investor_member' },
    about: (ventureId) => ({ ventureId, investorId: OWN.investor, side: 'INVESTOR' }),
    ...{ hidden: FOREIGN.venture, unknown: 'ven_unknown' },
  },
  {
    ...{ context: 'matching', name: 'WhyNot', role: 'investor_member' },
    about: (ventureId) => ({ ventureId, investorId: OWN.investor }),
    ...{ hidden: FOREIGN.venture, unknown: 'ven_unknown' },
  },
  {
    ...{ context: 'notification', name: 'ListNotifications', role: 'centre_officer' },
    about: (recipient) => ({ recipient }),
    ...{ hidden: FOREIGN.centre, unknown: 'KR-50' },
  },
  {
    ...{ context: 'program', name: 'CreateProgramme', role: 'centre_officer' },
    about: (templateId) => ({ ownerId: OWN.centre, templateId }),
    ...{ hidden: 'tpl_foreign_private', unknown: 'tpl_unknown' },
  },
  {
    ...{ context: 'program', name: 'IssueCalendarFeed', role: 'centre_officer' },
    about: (id) => ({ owner: { kind: 'VENTURE', id } }),
    ...{ hidden: FOREIGN.venture, unknown: 'ven_unknown' },
  },
  ...(['mentor', 'centre_officer'] as const).map((role) => ({
    ...{ context: 'program', name: 'RecordMentoring', role },
    about: recorded,
    ...{ hidden: 'res_foreign', unknown: 'res_unknown' },
  })),
];
