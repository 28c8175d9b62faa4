/** Texts of refusals about the journal, and of faults in a chain, in both languages. */
import { josa } from '@naru/korean/particle';
import { text } from '@naru/words/text';
import { invalid, keeping, refusing, texts, timeout } from '@naru/words/texts';

const ENTRY = { id: 'registry:000000000000004' };

export const JOURNAL = texts('journal', {
  too_long: timeout({
    example: { chain: 'registry' },
    ko: ({ chain }) =>
      `체인 ${chain}: 요청에 정한 시간 안에 다 읽지 못했습니다. 시간을 늘려 체인을 하나씩 확인하십시오`,
    en: ({ chain }) =>
      `the chain ${chain} could not be read within the time of this call; check the chains one by one, with a longer deadline`,
  }),
  not_an_event: invalid({
    ko: '이벤트의 CloudEvents 헤더가 없는 메시지라 감사 기록에 남길 수 없습니다',
    en: 'the message does not have the CloudEvents headers of an event, so the journal cannot keep it',
  }),
});

/** Faults of an entry or a chain. */
export const JOURNAL_FAULT = texts('journal_fault', {
  own_hash: text({
    ko: '기록의 내용이 그 해시와 맞지 않습니다',
    en: 'it does not give its own hash',
  }),
  head_hash: text({
    ko: '체인의 끝이 기억하는 해시와 다릅니다',
    en: 'the head of the chain knew another hash here',
  }),
  not_after: text({
    example: ENTRY,
    ko: ({ id }) => `바로 앞의 기록 ${id}에 이어지지 않습니다`,
    en: ({ id }) => `it does not follow ${id}`,
  }),
  not_first: text({
    ko: '체인의 맨 앞에 있지만 첫 기록이 아닙니다',
    en: 'it does not begin the chain',
  }),
  sealed_as: text({
    example: ENTRY,
    ko: ({ id }) => `원래 ${josa(id, '으로/로')} 봉인된 기록입니다`,
    en: ({ id }) => `it was sealed as ${id}`,
  }),
  doubled: text({
    example: { aggregateId: 'ven_01', version: 3 },
    ko: ({ aggregateId, version }) => `${aggregateId}: 버전 ${josa(`${version}`, '은/는')} 앞의 기록에도 있습니다`,
    en: ({ aggregateId, version }) => `${aggregateId} had version ${version} before`,
  }),
  missing: text({
    example: { from: 4, to: 6 },
    ko: ({ from, to }) => (from === to ? `${from}번 기록이 없습니다` : `${from}번부터 ${to}번까지의 기록이 없습니다`),
    en: ({ from, to }) => (from === to ? `number ${from} is not there` : `numbers ${from} to ${to} are not there`),
  }),
  versions_missing: text({
    example: { aggregateId: 'ven_01', from: 1, to: 2 },
    ko: ({ aggregateId, from, to }) =>
      `${aggregateId}: 버전 ${from === to ? josa(`${from}`, '이/가') : `${from}~${josa(`${to}`, '이/가')}`} 없습니다`,
    en: ({ aggregateId, from, to }) =>
      `${aggregateId} lacks ${from === to ? `version ${from}` : `versions ${from} to ${to}`}`,
  }),
});

export const { refuse } = refusing(JOURNAL);
export const { tell, saidOf } = keeping(JOURNAL_FAULT);
