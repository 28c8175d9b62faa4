/** The faults of identifiers with an external standard, in both languages. */
import { invalid, texts } from '@naru/words/texts';

const EXAMPLE = '5493000IBP32UQZ0KL24';

export const LEI = texts('lei', {
  form: invalid({
    ko: `법인식별기호(LEI)는 영문 대문자와 숫자 18자에 숫자 두 자리가 붙은 20자입니다. 예: ${EXAMPLE}. 모르면 비워 두십시오`,
    en: `must be a Legal Entity Identifier of 18 capital letters or digits and 2 more digits, such as ${EXAMPLE}; leave it out where it is not known`,
  }),
  check_digits: invalid({
    ko: `법인식별기호(LEI)의 마지막 두 자리(검증 숫자)가 맞지 않습니다(올바른 예: ${EXAMPLE}). 다시 확인하거나, 모르면 비워 두십시오`,
    en: `the last two digits do not agree with the rest of the Legal Entity Identifier (a right one is ${EXAMPLE}); correct it, or leave it out where it is not known`,
  }),
});
