/** Full-width characters: letters, digits and signs that a Korean keyboard can type as wide as a syllable. */

const WIDE = /[\uff01-\uff5e\u3000\uffe6]/gu;
const OTHERS: Readonly<Record<string, string>> = { '\u3000': ' ', '\uffe6': '₩' };

/**
 * Full-width characters as half-width ones: `１２４－８１` becomes `124-81`. Each character stays one character, so indexes
 * in the result are the same as in the text. Unlike NFKC it keeps `㈜`, `½` and `²`: `10²` must not become 102.
 */
export const narrowed = (text: string): string =>
  text.replace(WIDE, (sign) => OTHERS[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

const SEPARATORS = /[\p{Zs}\p{Dash}.·]/gu;

/** A number without its separators: spaces, hyphens of every kind, dots. */
export const ungrouped = (text: string): string => narrowed(text).replace(SEPARATORS, '');
