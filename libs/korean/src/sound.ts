/** The sound at the end of a text: it decides the form of the particle. */

const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const TENS = ['', '십', '백', '천'];
const MYRIADS = ['만', '억', '조', '경'];

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  'a이 b비 c씨 d디 e이 f프 g지 h치 i이 j이 k이 l엘 m엠 n엔 o오 p피 q큐 r알 s스 t티 u유 v이 w유 x스 y이 z트'
    .split(' ')
    .map((pair) => [pair[0], pair[1]]),
);
const SIGNS: Readonly<Record<string, string>> = {
  '%': '트',
  '‰': '밀',
  '&': '드',
  '@': '이',
  '#': '샵',
  '+': '스',
  '°': '도',
  '₩': '원',
  $: '러',
  '€': '로',
  '£': '드',
  '¥': '엔',
};

// Parts to skip at the end: closing signs, spaces and emoji, but not signs that are read aloud; words in brackets after
// other words; and an open bracket with nothing before it.
const QUIET = /(?:(?![%‰&@#+°₩$€£¥)\]}〕】])[\p{P}\p{S}\p{Z}\p{Cf}]|\ufe0f)+$/u;
const BRACKETS = /(?<=[^\s([{〔【]\s*)[([{〔【][^()[\]{}〔〕【】]*[)\]}〕】]$/u;
const CLOSER = /[)\]}〕】]$/u;
const ENDS = [QUIET, BRACKETS, CLOSER];

/** The sound is at the end. No more is read, so that many brackets cost little. */
const HEARD_MAX = 200;

/**
 * The last spoken syllable, or one with the same ending: `라온(주)` 온, `3` 삼, `1,000` 천, `KT` 티, `Raon` 은. Null if it is
 * unknown: other scripts, and a text without words.
 */
export function lastSound(text: string): string | null {
  const words = audible(text.slice(-HEARD_MAX).normalize('NFKC'));
  const last = words.at(-1) ?? '';
  if (/[가-힣]/u.test(last)) return last;
  if (/\d/.test(last)) return ofNumber(/(?:\d{1,3}(?:,\d{3})+|\d+)$/.exec(words)?.[0].replaceAll(',', '') ?? '');
  const latin = /\p{Script=Latin}+$/u.exec(words)?.[0];
  return latin ? ofLatin(latin) : (SIGNS[last] ?? null);
}

function audible(text: string): string {
  let left = text;
  const silentEnd = () => ENDS.find((end) => end.test(left));
  for (let end = silentEnd(); end; end = silentEnd()) left = left.replace(end, '');
  return left;
}

/** A number by its last unit: 100 is 백, 300,000 ends in 만. With a leading 0, or beyond 경, it is read by digits. */
function ofNumber(digits: string): string {
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  if (zeros === 0 || digits.startsWith('0')) return DIGITS[Number(digits.at(-1))] as string;
  return TENS[zeros] ?? MYRIADS[Math.floor(zeros / 4) - 1] ?? '영';
}

/**
 * Letters are read one by one in a word without a vowel, in up to three capitals (KT, SDK, ESG), and in capitals after
 * small letters (IoT). Any other word ends by the rules for foreign words (외래어 표기법, 3장 1절): l, m, n and ng close a
 * syllable; c, k, p and t close it after one short vowel; r is silent; other consonants get their own vowel (스, 트, 프).
 */
function ofLatin(word: string): string {
  const capitals = /^[A-Z]+$/.test(word);
  const spelled = (capitals && word.length <= 3) || !/[aeiouy]/i.test(word) || (!capitals && /[A-Z]$/.test(word));
  const letters = word.toLowerCase();
  if (spelled || letters.length === 1) return LETTERS[letters.at(-1) as string] ?? '으';
  return ENDINGS.find(([ending]) => ending.test(letters))?.[1] ?? '으';
}

/** The first match counts: a syllable with the final consonant that is heard. */
const ENDINGS: readonly [RegExp, string][] = [
  [/(?:l|le)$/, '을'],
  [/(?:m|[aeiouy]me)$/, '음'],
  [/ng$/, '응'],
  [/(?:n|[aeiouy]ne)$/, '은'],
  [/(?:ck|[aeiouy]c|oo?k|eok|(?:^|[^aeiou])[aeiuy]k)$/, '윽'],
  [/(?:pp|[aeiouy]p|[aeo]b)$/, '읍'],
  [/(?:^|[^aeiouy])(?:[aeiouy]|eo)t$/, '읏'],
];
