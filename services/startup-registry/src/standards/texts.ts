/** What is wrong with a business registration number, in both languages. */
import { invalid, texts } from '@naru/words/texts';

const EXAMPLE = '124-81-00998';

export const BRN = texts('brn', {
  characters: invalid({
    ko: `숫자만 적어야 합니다. 빈칸, 붙임표, 점은 넣어도 됩니다. 예: ${EXAMPLE}`,
    en: `must have digits alone, with or without spaces, hyphens and dots, such as ${EXAMPLE}`,
  }),
  length: invalid({
    example: { digits: 9 },
    ko: ({ digits }) => `숫자 열 자리여야 하는데 ${digits}자리입니다. 예: ${EXAMPLE}`,
    en: ({ digits }) => `must have ten digits, such as ${EXAMPLE}; it has ${digits}`,
  }),
  range: invalid({
    ko: `있을 수 있는 사업자등록번호여야 합니다. 예: ${EXAMPLE}`,
    en: `must be a business registration number that can be given, such as ${EXAMPLE}`,
  }),
  check_digit: invalid({
    ko: `마지막 검증 숫자가 맞는 사업자등록번호여야 합니다. 예: ${EXAMPLE}`,
    en: `must be a business registration number whose check digit is right, such as ${EXAMPLE}`,
  }),
});
