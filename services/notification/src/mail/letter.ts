/** The words of a mail, from notices with the names that may be shown now. Pure. */
import type { Notification } from '@naru/contracts/notification/v1/notification';
import { SEOUL } from '@naru/kit/civil-date';
import { printInstant } from '@naru/korean/instant';
import type { Language } from '@naru/words/language';
import { type Said, say } from '@naru/words/text';
import { CODE_FOR_MS } from '../mail-address/decide.ts';
import { type Letter, oneLine } from './mail.ts';
import { MAIL } from './texts.ts';

/** A digest names so many notices, and counts the others. */
export const NAMED_MAX = 50;

interface For {
  to: string;
  language: Language;
  stopUrl: string;
  id: string;
}

type Notice = Pick<Notification, 'title' | 'body' | 'task'>;

const said = (text: Notice['title']): Said => ({ ko: text?.ko || text?.en || '', en: text?.en || text?.ko || '' });

const letterOf = ({ language, ...given }: For, subject: Said, parts: readonly string[]): Letter => ({
  ...given,
  subject: oneLine(subject[language]),
  text: `${[...parts, `-- \n${say(MAIL.of.footer, { url: given.stopUrl })[language]}`].join('\n\n')}\n`,
});

function partOf({ title, body, task }: Notice, language: Language): string {
  const until = task?.until && !task.endedAt ? task.until : undefined;
  const when = (of: Language) => (until ? printInstant(until, { zone: SEOUL, language: of }) : '');
  const deadline = until ? [say(MAIL.of.until, { when: { ko: when('ko'), en: when('en') } })[language]] : [];
  return [oneLine(said(title)[language]), said(body)[language], ...deadline].filter(Boolean).join('\n');
}

export const noticeLetter = (given: For, notice: Notice): Letter =>
  letterOf(given, say(MAIL.of.subject, { title: said(notice.title) }), [partOf(notice, given.language)]);

export function digestLetter(given: For, notices: readonly Notice[]): Letter {
  const named = notices.slice(0, NAMED_MAX).map((notice) => partOf(notice, given.language));
  const left = notices.length - named.length;
  const more = left > 0 ? [say(MAIL.of.more, { count: left })[given.language]] : [];
  return letterOf(given, say(MAIL.of.digest_subject, { count: notices.length }), [...named, ...more]);
}

export const codeLetter = (given: For, code: string): Letter =>
  letterOf(given, say(MAIL.of.code_subject, {}), [
    say(MAIL.of.code, { code, minutes: CODE_FOR_MS / 60_000 })[given.language],
  ]);
