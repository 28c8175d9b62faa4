/** Checks the codes that methods declare against the texts, and against the code that refuses with them. */
import type { ContractMethod } from '@naru/contracts';
import { generalCodes } from '@naru/kit/refuses';
import { NOUNS } from '@naru/words/nouns';
import { type Answers, REFUSING } from './answers.ts';
import type { Finding } from './source.ts';
import type { Spoken } from './texts.ts';

/** From this file the gateway knows the kind, and so the status, of the services' refusals. */
export const KINDS_FILE = 'services/gateway/src/openapi/refusals.json';

export function kindsText(spoken: readonly Spoken[]): string {
  const kinds = spoken.flatMap(({ file, code, text }) => (REFUSING.test(file) && text.kind ? [[code, text.kind]] : []));
  return `${JSON.stringify(Object.fromEntries(kinds.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))), null, 2)}\n`;
}

/** A code without a text, a general code, or a code out of order. */
export function declarationFindings(method: ContractMethod, spoken: readonly Spoken[]): Finding[] {
  const codes = new Set(spoken.flatMap(({ code, text }) => (text.kind ? [code] : [])));
  const general = new Set(generalCodes(method));
  const isKnown = (code: string) => {
    const [, noun] = /^(\w+)\.not_found$/.exec(code) ?? [];
    return codes.has(code) || (noun ?? '') in NOUNS;
  };
  const found = foundIn(method);
  const { name, refuses } = method;
  const ordered = [...new Set(refuses)].sort();
  return [
    ...refuses.filter((code) => !isKnown(code)).map((code) => found(`${name} refuses ${code}, which no text has`)),
    ...refuses
      .filter((code) => general.has(code))
      .map((code) => found(`${name} declares ${code}, which goes without saying: take it out`)),
    ...(ordered.join() === refuses.join()
      ? []
      : [found(`${name} declares its codes out of order: ${ordered.join(', ')}`)]),
  ];
}

const foundIn =
  ({ desc }: Pick<ContractMethod, 'desc'>) =>
  (message: string): Finding => ({ file: `proto/${desc.parent.file.name}.proto`, line: 0, message });

/** Codes that appear in the code of a method, but that it never answers. */
const NEVER: Readonly<Record<string, { codes: readonly string[]; because: string }>> = {
  AddIntroductionMeeting: { codes: ['match.not_found'], because: 'the match was found by its introduction' },
  AllotOfficeHours: {
    codes: ['office_hour.begun', 'office_hour.not_found', 'office_hour.not_free'],
    because: 'an office hour that cannot be given is passed over',
  },
  CancelOfficeHour: { codes: ['office_hour_request.not_found'], because: 'a request is never deleted' },
  CreateApplication: {
    codes: ['application.decided', 'application.not_draft', 'application.not_found'],
    because: 'what is submitted at once is a draft that has just been made',
  },
  ProposeSelection: { codes: ['selection.not_found'], because: 'it has just been proposed' },
  RecuseReview: { codes: ['judge.not_found'], because: 'a judge is never deleted' },
  ReleaseOfficeHour: { codes: ['office_hour_request.not_found'], because: 'a request is never deleted' },
};

/** Codes that a method answers, but that reading its code does not find. */
const UNSEEN: Readonly<Record<string, { codes: readonly string[]; because: string }>> = {
  IssueCalendarFeed: {
    codes: ['centre.not_found', 'investor.not_found', 'venture.not_found'],
    because: 'the noun is that of the owner',
  },
  UpdateInvestor: { codes: ['investor.lei_taken'], because: 'the LEI of an investor may be changed' },
};

/**
 * Codes that a method's code refuses with but that are not declared, and declared codes that nothing refuses with. The
 * refusals of unique keys belong to the methods that create something.
 */
export function answerFindings(method: ContractMethod, { read: all, taken }: Answers): Finding[] {
  const read = all.get(method.path);
  if (!read) return [];
  const { name, kind, refuses } = method;
  const never = NEVER[name]?.codes ?? [];
  const passing = new Set([...generalCodes(method), ...refuses, ...never]);
  const isAnswered = (code: string) =>
    (read.has(code) && !never.includes(code)) ||
    (kind === 'create' && taken.has(code)) ||
    UNSEEN[name]?.codes.includes(code);
  const found = foundIn(method);
  return [
    ...[...read].flatMap(([code, where]) =>
      passing.has(code)
        ? []
        : [found(`${name} can answer ${code} (${where}): write \`option (naru.api.v1.refuses) = "${code}";\``)],
    ),
    ...refuses
      .filter((code) => !isAnswered(code))
      .map((code) => found(`${name} declares ${code}, which none of its code refuses with: take it out`)),
  ];
}

/** Exceptions that are no longer needed. */
export function idleExceptions(methods: readonly ContractMethod[], { read }: Answers): string[] {
  const named = (name: string) => methods.find((one) => one.name === name);
  const isRead = (name: string, code: string) => read.get(named(name)?.path ?? '')?.has(code) ?? false;
  const entries = (table: typeof NEVER) =>
    Object.entries(table).flatMap(([name, { codes }]) => codes.map((code) => [name, code] as const));
  return [
    ...entries(NEVER).filter(([name, code]) => !isRead(name, code)),
    ...entries(UNSEEN).filter(([name, code]) => isRead(name, code) || !named(name)?.refuses.includes(code)),
  ].map(([name, code]) => `${name} ${code}`);
}
