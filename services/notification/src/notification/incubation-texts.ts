/** The notices of cohorts, residencies, mentors, office hours and cases. */
import { josa } from '@naru/korean/particle';
import { texts } from '@naru/words/texts';
import { first, notice } from './naming.ts';

export const INCUBATION = texts('incubation', {
  'cohort.created': notice({
    ko: ({ cohort }) => `${josa(cohort.ko, '이/가')} 계획되었습니다.`,
    en: ({ cohort }) => `${first(cohort.en)} is planned.`,
  }),
  'cohort.updated': notice({
    ko: ({ cohort }) => `${cohort.ko} 정보가 바뀌었습니다.`,
    en: ({ cohort }) => `The details of ${cohort.en} have changed.`,
  }),
  'cohort.started': notice({
    ko: ({ cohort }) => `${josa(cohort.ko, '이/가')} 시작되었습니다.`,
    en: ({ cohort }) => `${first(cohort.en)} has begun.`,
  }),
  'cohort.ended': notice({
    ko: ({ cohort }) => `${josa(cohort.ko, '이/가')} 끝났습니다.`,
    en: ({ cohort }) => `${first(cohort.en)} has ended.`,
  }),
  'residency.applied': notice({
    ko: ({ venture, cohort }) => `${josa(venture.ko, '이/가')} ${cohort.ko} 입주를 신청했습니다.`,
    en: ({ venture, cohort }) => `${first(venture.en)} applied to ${cohort.en}.`,
  }),
  'residency.started': notice({
    ko: ({ venture, cohort }) => `${josa(venture.ko, '이/가')} ${cohort.ko}에 입주했습니다.`,
    en: ({ venture, cohort }) => `${first(venture.en)} was admitted to ${cohort.en}.`,
  }),
  'residency.graduated': notice({
    ko: ({ venture, cohort }) => `${josa(venture.ko, '이/가')} ${josa(cohort.ko, '을/를')} 졸업했습니다.`,
    en: ({ venture, cohort }) => `${first(venture.en)} graduated from ${cohort.en}.`,
  }),
  'residency.left': notice({
    ko: ({ venture, cohort }) =>
      `${josa(venture.ko, '이/가')} ${josa(cohort.ko, '을/를')} 떠났거나 입주하지 못했습니다.`,
    en: ({ venture, cohort }) => `${first(venture.en)} left ${cohort.en}, or was not admitted.`,
  }),
  'mentor.registered': notice({
    ko: ({ centre }) => `${centre.ko}에 멘토가 등록되었습니다.`,
    en: ({ centre }) => `A mentor was registered at ${centre.en}.`,
  }),
  'mentor.updated': notice({
    ko: ({ centre }) => `${centre.ko} 멘토의 정보가 바뀌었습니다.`,
    en: ({ centre }) => `The details of a mentor at ${centre.en} have changed.`,
  }),
  'mentor.retired': notice({
    ko: ({ centre }) => `${centre.ko}의 멘토가 더는 팀을 맡지 않습니다.`,
    en: ({ centre }) => `A mentor at ${centre.en} takes no more teams.`,
  }),
  'mentor.reinstated': notice({
    ko: ({ centre }) => `${centre.ko}의 멘토가 다시 팀을 맡습니다.`,
    en: ({ centre }) => `A mentor at ${centre.en} takes teams again.`,
  }),
  'mentoring.recorded': notice({
    ko: ({ venture }) => `${venture.ko}의 멘토링이 기록되었습니다.`,
    en: ({ venture }) => `A mentoring session of ${venture.en} was recorded.`,
  }),
  'mentoring.updated': notice({
    ko: ({ venture }) => `${venture.ko}의 멘토링 기록이 정정되었습니다.`,
    en: ({ venture }) => `The record of a mentoring session of ${venture.en} was corrected.`,
  }),
  'office_hour.offered': notice({
    ko: (named) => `상담 시간이 열렸습니다: ${named.when.ko}`,
    en: (named) => `An office hour is offered: ${named.when.en}.`,
  }),
  'office_hour.booked': notice({
    ko: (named) => `${named.venture.ko}에 상담 시간이 배정되었습니다: ${named.when.ko}`,
    en: (named) => `An office hour is booked for ${named.venture.en}: ${named.when.en}.`,
  }),
  'office_hour.cancelled': notice({
    ko: ({ venture, when, isBooked }) =>
      isBooked
        ? `${venture.ko}의 상담 시간이 취소되었습니다: ${when.ko}. 신청한 상담은 다음 시간을 기다립니다.`
        : `상담 시간이 취소되었습니다: ${when.ko}`,
    en: ({ venture, when, isBooked }) =>
      isBooked
        ? `The office hour of ${venture.en} is cancelled: ${when.en}. Its request waits for another one.`
        : `An office hour is cancelled: ${when.en}.`,
  }),
  'office_hour.released': notice({
    ko: (named) => `팀이 상담 시간을 반납했습니다: ${named.when.ko}`,
    en: (named) => `A team gave its office hour back: ${named.when.en}.`,
  }),
  'office_hour_request.asked': notice({
    ko: ({ venture }) => `${josa(venture.ko, '이/가')} 상담 시간을 신청했습니다.`,
    en: ({ venture }) => `${first(venture.en)} asked for an office hour.`,
  }),
  'office_hour_request.withdrawn': notice({
    ko: ({ venture }) => `${josa(venture.ko, '이/가')} 상담 신청을 철회했습니다.`,
    en: ({ venture }) => `${first(venture.en)} withdrew its request for an office hour.`,
  }),
  'case.opened': notice({
    ko: ({ venture, body, number }) =>
      `${venture.ko}의 상담 사례 ${number}: ${josa(body.ko, '이/가')} 맡습니다. 처리를 시작해 주십시오.`,
    en: ({ venture, body, number }) =>
      `Case ${number} of ${venture.en} was opened at ${body.en}, which is asked to work on it.`,
  }),
  'case.started': notice({
    ko: ({ venture, body, number }) =>
      `${venture.ko}의 상담 사례 ${number}: ${josa(body.ko, '이/가')} 처리를 시작했습니다.`,
    en: ({ venture, body, number }) => `Case ${number} of ${venture.en}: ${body.en} works on it.`,
  }),
  'case.resolved': notice({
    ko: ({ venture, body, number }) => `${venture.ko}의 상담 사례 ${number}: ${josa(body.ko, '이/가')} 해결했습니다.`,
    en: ({ venture, body, number }) => `Case ${number} of ${venture.en}: ${body.en} has resolved it.`,
  }),
  'case.handed_off': notice({
    ko: ({ venture, body, number }) =>
      `${venture.ko}의 상담 사례 ${number}: ${body.ko} 창구로 넘어갔습니다. 처리를 시작해 주십시오.`,
    en: ({ venture, body, number }) =>
      `Case ${number} of ${venture.en} was handed to ${body.en}, which is asked to work on it.`,
  }),
  'case.reopened': notice({
    ko: ({ venture, body, number }) =>
      `${venture.ko}의 상담 사례 ${number}: 다시 열렸고 ${josa(body.ko, '이/가')} 맡습니다. 처리를 시작해 주십시오.`,
    en: ({ venture, body, number }) =>
      `Case ${number} of ${venture.en} was opened again at ${body.en}, which is asked to work on it.`,
  }),
});
