/** The faults of numbers and classes with an external standard, in both languages. */
import { josa } from '@naru/korean/particle';
import { invalid, texts } from '@naru/words/texts';

const EXAMPLE = '124-81-00998';

export const BRN = texts('brn', {
  characters: invalid({
    ko: `숫자만 적어야 합니다. 빈칸, 붙임표, 점은 넣어도 됩니다. 예: ${EXAMPLE}`,
    en: `must have only digits, with or without spaces, hyphens and dots, such as ${EXAMPLE}`,
  }),
  length: invalid({
    example: { digits: 9 },
    ko: ({ digits }) => `숫자 열 자리여야 하는데 ${digits}자리입니다. 예: ${EXAMPLE}`,
    en: ({ digits }) => `must have ten digits, such as ${EXAMPLE}; it has ${digits}`,
  }),
  range: invalid({
    ko: `부여되지 않는 번호입니다. 실제로 부여된 사업자등록번호를 적으십시오. 예: ${EXAMPLE}`,
    en: `must be a business registration number such as ${EXAMPLE}; a number like this one is never issued`,
  }),
  check_digit: invalid({
    ko: `마지막 검증 숫자가 맞는 사업자등록번호여야 합니다. 예: ${EXAMPLE}`,
    en: `must be a business registration number whose check digit is right, such as ${EXAMPLE}`,
  }),
});

export const KSIC = texts('ksic', {
  division: invalid({
    example: { section: 'J', first: 58, last: 63 },
    ko: ({ section, first, last }) =>
      first === last
        ? `대분류 ${section}의 중분류는 ${first} 하나뿐입니다. ${josa(`${first}`, '을/를')} 적으십시오`
        : `대분류 ${section}의 중분류인 ${first}~${last} 가운데 하나여야 합니다`,
    en: ({ section, first, last }) =>
      first === last
        ? `must be ${first}, the only division of section ${section}`
        : `must be from ${first} to ${last}, the divisions of section ${section}`,
  }),
  section: invalid({
    example: { section: 'Z' },
    ko: ({ section }) => `${section}라는 대분류는 없습니다. 대분류는 A부터 U까지입니다`,
    en: ({ section }) => `there is no section ${section}; sections are A to U`,
  }),
});
