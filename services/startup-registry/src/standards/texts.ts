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
    ko: `부여되지 않는 번호입니다. 사업자등록번호의 첫 세 자리는 101 이상이고, 다음 두 자리는 00이 아니며, 그다음 네 자리는 0000이 아닙니다. 예: ${EXAMPLE}`,
    en: `is a number that is never issued: the first three digits are 101 or more, the next two are not 00, and the next four are not 0000. A right one: ${EXAMPLE}`,
  }),
  check_digit: invalid({
    ko: `사업자등록번호의 마지막 숫자(검증 숫자)가 나머지와 맞지 않습니다. 번호를 다시 확인하십시오. 올바른 예: ${EXAMPLE}`,
    en: `the last digit (check digit) does not agree with the rest of the business registration number; correct it. A right one: ${EXAMPLE}`,
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
