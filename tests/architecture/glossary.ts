/** docs/glossary.md: Naru's terms, Korean beside English, as a page that is generated from NOUNS and the contract. */
import type { DescEnum } from '@bufbuild/protobuf';
import { labelOfValue } from '@naru/contracts';
import { MEANINGS } from '@naru/words/meanings';
import { NOUNS, type Noun } from '@naru/words/nouns';
import type { Said } from '@naru/words/text';
import { RENEW } from './consumers.ts';
import { enums } from './enums.ts';
import type { Finding } from './source.ts';

export const GLOSSARY_FILE = 'docs/glossary.md';

/** Enums that officers and partners never see: those about the contract itself, and those for operators. */
const INNER = /^naru\.(?:access|api|ops)\.|\.Event(?:Rule)?\.Audience$/;

const INTRO = `# Glossary

Made by \`${RENEW}\` from the words of the code (\`libs/words/src/nouns.ts\`) and of the contract; a test keeps it in
step. The [README](../README.md#glossary) has the other terms.`;

type Nouns = Readonly<Record<string, Said>>;

export const glossaryPage = (nouns: Nouns = NOUNS, all: readonly DescEnum[] = enums()): string =>
  `${INTRO}\n\n${nounTable(nouns)}\n\n## Values\n\nA value is a bare word in JSON; people read the words beside it.\n\n${valueTable(all)}\n`;

const nounTable = (nouns: Nouns): string => {
  const rows = Object.entries(nouns).map(([noun, { ko, en }]) => {
    const meaning = MEANINGS[noun as Noun];
    return [en, ko, meaning?.en, meaning?.ko];
  });
  const told = [...new Set(rows.map((row) => `| ${row.join(' | ')} |`))];
  return ['| term | 한국어 | meaning | 뜻 |', '| --- | --- | --- | --- |', ...told.sort()].join('\n');
};

function valueTable(all: readonly DescEnum[]): string {
  const rows = all
    .filter(({ typeName }) => typeName.startsWith('naru.') && !INNER.test(typeName))
    .map(({ typeName, values }) => {
      const told = values
        .filter(({ number }) => number !== 0)
        .map((value) => `${value.name} ${labelOfValue(value).ko}`);
      return `| ${typeName.split('.').slice(3).join('.')} | ${told.join(', ')} |`;
    });
  return ['| of | values |', '| --- | --- |', ...[...new Set(rows)].sort()].join('\n');
}

const ROW = /^\| ([^|]+) \| ([^|]+) \|/gm;

const wordsOn = (page: string): Map<string, Set<string>> => {
  const words = new Map<string, Set<string>>();
  for (const [, en = '', ko = ''] of page.matchAll(ROW)) words.set(en, (words.get(en) ?? new Set()).add(ko));
  return words;
};

/** Every noun stands on the page with the same two terms. */
export function missingNouns(page: string, nouns: Nouns = NOUNS): Finding[] {
  const words = wordsOn(page);
  return Object.entries(nouns)
    .filter(([, { ko, en }]) => !words.get(en)?.has(ko))
    .map(([noun, { ko, en }]) => ({
      file: GLOSSARY_FILE,
      line: 0,
      message: `does not name ${noun} as ${en} / ${ko}: ${RENEW}`,
    }));
}

/** A page that explains a noun uses the term of NOUNS. */
export function otherWords(file: string, page: string, nouns: Nouns = NOUNS): Finding[] {
  const words = wordsOn(page);
  const known = Map.groupBy(Object.values(nouns), ({ en }) => en);
  return [...words].flatMap(([en, kos]) => {
    const said = known.get(en)?.map(({ ko }) => ko);
    const strange = said ? [...kos].filter((ko) => !said.includes(ko)) : [];
    return strange.map((ko) => ({ file, line: 0, message: `calls ${en} ${ko}; NOUNS calls it ${said?.join(', ')}` }));
  });
}
