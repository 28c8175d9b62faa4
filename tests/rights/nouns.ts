/** The noun of a Get or a List. */
import type { ContractMethod } from '@naru/contracts';

const singular = (name: string) => name.replace(/ies$/, 'y').replace(/ches$/, 'ch').replace(/s$/, '');

/** mentoring_session for GetMentoringSession and ListMentoringSessions. */
export function nounOf({ name }: Pick<ContractMethod, 'name'>): string {
  const [, word = '', rest = ''] = /^([A-Z][a-z]+)(.*)$/.exec(name) ?? [];
  const noun = word === 'List' ? singular(rest) : rest;
  return noun.replace(/[A-Z]/g, (at, place: number) => `${place ? '_' : ''}${at.toLowerCase()}`);
}
