/** The pages behind the link in a mail. They need no script, and hold nothing of the person. */
import type { HttpBody } from '@naru/contracts/google/api/httpbody';
import { say } from '@naru/words/text';
import { MAIL_LINK } from './texts.ts';

const both = (key: 'ask' | 'button' | 'done', between: string): string => {
  const { ko, en } = say(MAIL_LINK.of[key], {});
  return `${ko}${between}${en}`;
};

export function pageOf(what: 'ask' | 'done'): HttpBody {
  const form = what === 'ask' ? `<form method="post"><button>${both('button', ' / ')}</button></form>` : '';
  const body = `<p>${both(what, '<br>')}</p>${form}`;
  const html = `<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>나루 Naru</title></head><body>${body}</body></html>`;
  return { contentType: 'text/html; charset=utf-8', data: Buffer.from(html), extensions: [] };
}
