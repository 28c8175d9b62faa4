/** Full width: the letters, digits and signs that a Korean keyboard also types as wide as a syllable. */

const WIDE = /[\uff01-\uff5e\u3000\uffe6]/gu;
const OTHERS: Readonly<Record<string, string>> = { '\u3000': ' ', '\uffe6': '₩' };

/**
 * Full-width signs as plain ones, `１２４－８１` as `124-81`. Every sign stays one sign, so a place in the answer is the same
 * place in the text. Unlike NFKC it leaves `㈜`, `½` and `²` alone: `10²` must not be read as 102.
 */
export const narrowed = (text: string): string =>
  text.replace(WIDE, (sign) => OTHERS[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

const SEPARATORS = /[\p{Zs}\p{Dash}.·]/gu;

/** A number that people write in groups, without what stands between them: spaces, hyphens of every kind, dots. */
export const ungrouped = (text: string): string => narrowed(text).replace(SEPARATORS, '');
