/** Texts of refusals about the journal, in both languages. What is wrong with a chain stands in @naru/journal. */
import { particleOf } from '@naru/korean/particle';
import { invalid, refusing, rule, texts, timeout } from '@naru/words/texts';

export const JOURNAL = texts('journal', {
  too_long: timeout({
    example: { chain: 'registry', alone: false as boolean },
    ko: ({ chain, alone }) =>
      `이벤트 체인 ‘${chain}’${particleOf(chain, '을/를')} 요청의 제한 시간 안에 끝까지 읽지 못했습니다. ${alone ? '' : '이 체인만 따로, '}제한 시간을 늘려 확인하십시오(HTTP에서는 x-request-timeout-ms 헤더)`,
    en: ({ chain, alone }) =>
      `the event chain “${chain}” could not be read to its end within the time limit of this call; ${alone ? 'check it again with a longer time limit' : 'check this chain alone, with a longer time limit'} (over HTTP in the header x-request-timeout-ms)`,
  }),
  not_signed: rule({
    example: { number: 1_204 },
    ko: ({ number }) =>
      `${number}번 기록은 아직 서명되지 않았습니다. 새 기록에는 약 1분마다 서명하니 1분 뒤에 다시 요청하고, 그래도 서명되지 않으면 운영자에게 알리십시오`,
    en: ({ number }) =>
      `entry ${number} is not signed yet; new entries are signed about once a minute, so ask again in a minute, and tell the operator if it is still not signed`,
  }),
  format_1: rule({
    example: { number: 12 },
    ko: ({ number }) =>
      `${number}번 기록은 따로 증명할 수 없습니다. 그 뒤 서명된 머리까지의 기록 가운데 증명을 지원하지 않는 예전 형식의 기록이 있습니다. 체인 전체를 내보내 확인하십시오`,
    en: ({ number }) =>
      `entry ${number} cannot be proved alone: an entry between it and the next signed head is of the older format, which has no proof; export the chain and verify it`,
  }),
  changed: rule({
    example: { number: 12 },
    ko: ({ number }) => `${number}번 기록에서 서명된 머리까지의 기록이 서명된 것과 다릅니다. 감사 기록을 확인하십시오`,
    en: ({ number }) =>
      `the entries from number ${number} to the next signed head are not those that were signed; verify the journal`,
  }),
  not_an_event: invalid({
    example: { names: ['ce-sequence', 'ce-time'] },
    ko: ({ names }) => `메시지에 없거나 값이 잘못된 헤더가 있습니다: ${names.join(', ')}. 보내는 시스템에서 고치십시오`,
    en: ({ names }) =>
      `these headers of the message are missing or wrong: ${names.join(', ')}; correct them in the system that sends it`,
  }),
});

export const { refuse } = refusing(JOURNAL);
