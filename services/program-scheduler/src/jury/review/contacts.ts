/** Web and mail addresses, and numbers as long as a telephone or registration number. Read in one go, without backtracking. */
import { foldedWithPlaces } from '@naru/korean/folding';

export interface Stretch {
  from: number;
  to: number;
}

/** Where they stand in the text, in any order. */
export function contactsIn(text: string): Stretch[] {
  const { form, places } = foldedWithPlaces(text);
  const plain = form.replace(/[。｡]/gu, '.');
  const found = [...addressesIn(plain), ...numbersIn(plain)];
  return found.map(({ from, to }) => ({ from: places[from] ?? 0, to: places[to] ?? text.length }));
}

// The last labels of domains, without those that are words (`it`, `me`): nobody sets a space behind every dot.
const ENDINGS = new Set(
  'com net org edu gov kr jp cn de uk eu fr sg vn tw hk io ai app dev tech biz info xyz co cc tv shop store site online cloud 한국 닷컴 닷넷'.split(
    ' ',
  ),
);
const OF_HANGUL = new Set(['com', 'net', 'org', 'kr', '한국', '닷컴', '닷넷']);
const NOT_DOMAINS = new Set(['asp.net', 'ado.net', 'vb.net', 'ml.net', 'node.io']);
const SCHEMES = ['http://', 'https://', 'ftp://', 'www.'];

function* addressesIn(form: string): Generator<Stretch> {
  for (const { 0: run, index } of form.matchAll(/\S+/gu)) {
    const scheme = Math.min(...SCHEMES.map((one) => run.indexOf(one)).filter((at) => at >= 0));
    const end = Number.isFinite(scheme) ? scheme : run.length;
    if (end < run.length) yield { from: index + end, to: index + run.length };
    yield* bareIn(run.slice(0, end), index);
  }
}

/** Addresses without a scheme: kim@gaon.example, gaon.co.kr, gaon.kr/shop. */
function* bareIn(run: string, at: number): Generator<Stretch> {
  for (const { 0: piece, index } of run.matchAll(/[\p{L}\p{N}._+@/%?=&#~:-]+/gu)) {
    const from = at + index;
    const sign = piece.indexOf('@');
    const address = sign < 0 ? domainIn(piece) : mailIn(piece);
    if (address) yield { from: from + address.from, to: from + address.to };
  }
}

/** From the first name to the last host of a run: `a@b.kr/c@d.kr` is one. */
function mailIn(piece: string): Stretch | null {
  const name = /[\w.+-]/u;
  const first = piece.indexOf('@');
  let from = first;
  while (from > 0 && name.test(piece.charAt(from - 1))) from -= 1;
  let to = piece.lastIndexOf('@') + 1;
  const host = to;
  while (to < piece.length && /[\p{L}\p{N}.-]/u.test(piece.charAt(to))) to += 1;
  const labels = piece.slice(host, to).split('.');
  if (from === first || labels.length < 2 || labels.some((label, place) => label === '' && place < labels.length - 1))
    return null;
  const lastLabel = labels.at(-1) ?? '';
  return { from, to: to - lastLabel.length + asciiStart(lastLabel) };
}

/** The length of a label without the Korean particle behind it: `kr` of `kr로`. */
function asciiStart(label: string): number {
  const ascii = /^[a-z0-9-]+/u.exec(label)?.[0].length ?? 0;
  return ascii > 0 ? ascii : label.length;
}

function domainIn(piece: string): Stretch | null {
  const slash = piece.search(/[/?#:]/u);
  const host = slash < 0 ? piece : piece.slice(0, slash);
  let best: Stretch | null = null;
  let [at, begin, before] = [0, 0, ''];
  for (const label of host.split('.')) {
    const ending = hangulEnding(label) || label.slice(0, asciiStart(label));
    if (at > begin && isEnding(ending, before)) best = { from: begin, to: at + ending.length };
    at += label.length + 1;
    if (label === '') begin = at;
    before = label;
  }
  if (!best || NOT_DOMAINS.has(host.slice(best.from, best.to))) return null;
  return best.to === host.length && slash >= 0 ? { from: best.from, to: piece.length } : best;
}

/** Behind Hangul only endings that are no word: `분석.AI` is two sentences. */
const isEnding = (ending: string, before: string): boolean =>
  ENDINGS.has(ending) && (/[a-z0-9]$/u.test(before) || OF_HANGUL.has(ending));

/** 한국 of 한국으로. */
const hangulEnding = (label: string): string => ['한국', '닷컴', '닷넷'].find((one) => label.startsWith(one)) ?? '';

const DIGITS_MIN = 8;

/**
 * Runs of digits and of the signs within numbers, in one line: 010-1234-5678, (02) 123 4567. Dates and years are no
 * numbers of people.
 */
function* numbersIn(form: string): Generator<Stretch> {
  for (const { 0: run, index } of form.matchAll(/[\d\p{Zs}\t().·+\p{Dash}]+/gu)) {
    const first = run.search(/\d/u);
    if (first < 0) continue;
    let last = run.length - 1;
    while (!/\d/u.test(run.charAt(last))) last -= 1;
    const number = run.slice(first, last + 1);
    if (number.replace(/\D/gu, '').length < DIGITS_MIN || isCalendar(number)) continue;
    yield { from: index + (run.charAt(first - 1) === '+' ? first - 1 : first), to: index + last + 1 };
  }
}

/** Years (2016, 2015-2018) and days (2026. 11. 29.). */
function isCalendar(number: string): boolean {
  const groups = number.split(/[^\d]+/u);
  const years = groups.every((group) => /^(?:19|20)\d\d$/u.test(group));
  const [year = '', month = '', day = ''] = groups;
  const isDay = groups.length === 3 && /^(?:19|20)\d\d$/u.test(year) && Number(month) <= 12 && Number(day) <= 31;
  return years || (isDay && month.length <= 2 && day.length <= 2);
}
