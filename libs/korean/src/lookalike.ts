/** Signs of other scripts and of no script that look like a Latin letter: `а` (Cyrillic), `ο` (Greek), `Ꭺ`, `🅐`, `4`. */

/** By the Latin letter that they resemble, after the confusables of Unicode (UTS 39); upper and lower case apart. */
const ALIKE: Readonly<Record<string, string>> = {
  a: 'аАәӘɑαΑɐᴀꓮᎪⲁⲀ',
  b: 'вВьЬЪъБбβΒʙᏴɓꓐⲃⲂᏏ',
  c: 'сСϲϹᴄꓚⲥⲤᏟҫҪ',
  d: 'ԁԀɗᴅꓓᎠđðδժ',
  e: 'еЕєЄεΕɛəᴇꓰᎬⲉⲈ℮ҽҾ',
  f: 'ғҒƒꓝϝՖ',
  g: 'ɡɢԌԍցꓖᏀᏳǥ',
  h: 'һҺнНңҢΗʜհꓧᎻⲎⲏћħհ',
  i: 'іІӀӏιΙıɩɪɨᎥꓲⲒⲓї',
  j: 'јЈϳᴊꓙᎫյʝ',
  k: 'кКқҚκΚᴋꓗᏦⲔⲕƙ',
  l: 'ʟꓡᏞⳐⳑłԼℓ',
  m: 'мМΜᴍꓟᎷⲘⲙ',
  n: 'пПηΝɴꓠⲚⲛոռŋƞɲИи',
  o: 'оОөӨοΟσθΘᴏꓳⲞⲟօՕøᎾჿѳѲ',
  p: 'рРρΡᴘꓑᏢⲢⲣþϼҏҎ',
  q: 'ԛԚզգϙ',
  r: 'гГяЯɼʀꓣᏒᎡɾґҐ',
  s: 'ѕЅʂꜱꓢᏚՏ',
  t: 'тТτΤᴛꓔᎢⲦⲧŧțҭҬ',
  u: 'υսՍᴜꓴʉцЦ',
  v: 'νѵѴᴠꓦᏙʋ',
  w: 'ԝԜѡѠωᴡꓪᎳшШщЩա',
  x: 'хХҳҲχΧꓫⲬⲭ×',
  y: 'уУүҮўЎγΥʏꓬⲨⲩყᎩ',
  z: 'ʐᴢꓜΖᏃⲌⲍζ',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
};
const LATIN = new Map(Object.entries(ALIKE).flatMap(([letter, signs]) => [...signs].map((sign) => [sign, letter])));

/** Letters in circles, squares and flags, which have no other form in Unicode; each row runs from A to Z. */
const ROWS = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];

/** The Latin letters that a sign looks like; the sign itself if it looks like none. Takes one code point, decomposed. */
export function latinOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return sign;
  const row = ROWS.find((start) => code >= start && code < start + 26);
  if (row !== undefined) return String.fromCharCode('a'.charCodeAt(0) + code - row);
  return LATIN.get(sign) ?? LATIN.get(sign.toUpperCase()) ?? LATIN.get(sign.toLowerCase()) ?? sign;
}

/** Digits and signs that people write for a letter. `i` stands for `l` too: nobody can tell `1`, `l`, `I` and `|` apart. */
export const WRITTEN_FOR: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '2': 'z', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g', l: 'i' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'i', '€': 'e', '£': 'i', '¥': 'y', '¢': 'c', '+': 't', '§': 's' },
};
