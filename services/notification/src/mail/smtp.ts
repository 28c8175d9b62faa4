/** Sends a mail over SMTP. What it logs and throws has no address and no password: the words of a server may hold both. */
import { log } from '@naru/telemetry/log';
import { createTransport } from 'nodemailer';
import { type Result, resultOf } from './decide.ts';
import type { Letter } from './mail.ts';

export interface SmtpSettings {
  /** smtp://user:password@host:587 or smtps://… */
  url: string;
  /** Whom mails are from. */
  from: string;
  /** True on one machine: then a server needs no TLS. */
  embedded: boolean;
  timeoutMs: number;
}

export type Mailer = (letter: Letter) => Promise<Result>;

export function smtpMailer({ url, from, embedded, timeoutMs }: SmtpSettings): Mailer {
  const host = new URL(url).hostname;
  const transport = createTransport({
    url,
    // Credentials and names must not go in plain text. `smtps:` speaks TLS from the start.
    requireTLS: !embedded && url.startsWith('smtp:'),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return async ({ to, subject, text, stopUrl, id }) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@naru>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': `<${stopUrl}>`,
          // RFC 8058: the mail program may send it by itself.
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      });
      return 'sent';
    } catch (error) {
      const { responseCode: code, command, response = '', code: fault = '' } = error as SmtpError;
      const result = resultOf({ code, command, text: response });
      log.warn({ host, reply: code, command: command?.split(' ')[0], fault, result }, 'a mail was not taken');
      return result;
    }
  };
}

/** What nodemailer adds to its errors. */
interface SmtpError {
  responseCode?: number;
  command?: string;
  response?: string;
  code?: string;
}
