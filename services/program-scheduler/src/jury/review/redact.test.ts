import { expect, test } from '@jest/globals';
import { lettersOf } from '@naru/korean/letters';
import fc from 'fast-check';
import type { Identity } from './aliases.ts';
import { REDACTED, redactorOf } from './redact.ts';

const identity: Identity = {
  ventureId: 'ven_1',
  centreId: 'KR-27',
  name: { ko: '주식회사 가온 센서', en: 'Gaon Sensor Inc' },
  centreNames: ['대구', 'Daegu'],
};
const redactText = (text: string, team: Identity) => redactorOf(team)(text);
const en = (text: string) => redactText(text, identity);
const ko = en;

test('removes names in both languages, in any case, with and without spaces, and with particles', () => {
  expect(en('GAON sensor makes things; GaonSensor does, and gaon-sensor too')).not.toMatch(/gaon/i);
  expect(ko('가온 센서는 좋다. 가온센서가 만든다. 가온의 꿈')).toBe(
    `${REDACTED}는 좋다. ${REDACTED}가 만든다. ${REDACTED}의 꿈`,
  );
  expect(en('We are in Daegu (KR-27)')).toBe(`We are in ${REDACTED} (${REDACTED})`);
});
test('removes names with invisible characters between their letters', () => {
  expect(ko('가\u200b온\u2060센서가 만든다')).toBe(`${REDACTED}가 만든다`);
  expect(en('G\u200ba\u00ado\u200dn makes things')).toBe(`${REDACTED} makes things`);
});
test('removes names in full width, with accents, and in Latin letters', () => {
  expect(en('ＧＡＯＮ makes things; Gáön does, and Ga\u0323\u0300on too')).not.toMatch(/g.{0,4}on/iu);
  expect(ko('Ｇａｏｎ 센서')).toBe(`${REDACTED} ${REDACTED}`);
  const named = { ...identity, name: { ko: '㈜신라온', en: '' } };
  expect(redactText('Sinraon, or Sillaon, is ours', named)).toBe(`${REDACTED}, or ${REDACTED}, is ours`);
  const two = { ...identity, name: { ko: '신라온 로보', en: '' } };
  expect(redactText('Sinraon builds a robot', two)).toBe(`${REDACTED} builds a robot`);
  expect(redactText('신라온은 주식회사다', named)).toBe(`${REDACTED}은 주식회사다`);
});
test('keeps the text around a name unchanged', () => {
  expect(ko('ａé㎏ 가온 ß🚀')).toBe(`ａé㎏ ${REDACTED} ß🚀`);
  expect(ko('🚀가온센서🚀')).toBe(`🚀${REDACTED}🚀`);
});
test('removes addresses and numbers', () => {
  for (const contact of [
    'https://gaon.example/x',
    'www.gaon.example',
    'kim@gaon.example',
    '+82 53-123-4567',
    '116-82-00276',
    '116 82 00276',
    '１１６－８２－００２７６',
    '010–1234–5678',
    'ｗｗｗ．gaon．example',
  ])
    expect(en(`write to ${contact} now`)).toBe(`write to ${REDACTED} now`);
});
test('keeps everything else: words that contain a name, figures, and words that many firms use', () => {
  expect(en('The Wagaons of 2016 sold 29,000 pieces to a company, Inc')).toBe(
    'The Wagaons of 2016 sold 29,000 pieces to a company, Inc',
  );
});
test('finds no name inside another word, with or without spaces around it', () => {
  const spaced = { ...identity, name: { ko: '', en: ' Gaon ' } };
  expect(redactText('Wagaon, Gaonia, Gaon', spaced)).toBe(`Wagaon, Gaonia, ${REDACTED}`);
});
test('takes signs in a name literally', () => {
  const odd = { ...identity, name: { ko: '', en: 'C++ (Lab)*' } };
  expect(redactText('C++ (Lab)* rules', odd)).toBe(`${REDACTED} rules`);
});
test('empty texts and empty names change nothing', () => {
  expect(redactText('', identity)).toBe('');
  expect(redactText('a text', { ...identity, name: undefined })).toBe('a text');
});

const of = (name: string, text: string) => {
  const named = { ...identity, name: /[가-힣]/u.test(name) ? { ko: name, en: '' } : { ko: '', en: name } };
  return redactText(text, named);
};
const robot = { ...identity, name: { ko: '㈜한빛로봇', en: 'Hanbit Robot Co., Ltd.' } };

test.each([
  ['㈜한빛로봇', '한빛로봇은 로봇을 만든다', `${REDACTED}은 로봇을 만든다`],
  ['주식회사한빛로봇', '(주)한빛로봇, 한빛의 꿈', `(주)${REDACTED}, ${REDACTED}의 꿈`],
  ['주식회사새봄바이오', '새봄바이오는 새봄의 회사다', `${REDACTED}는 ${REDACTED}의 회사다`],
  ['농업회사법인주식회사 새봄바이오', '새봄바이오와', `${REDACTED}와`],
  ['새봄바이오(주)', 'Saebombaio, Saebom bio, saebombio', `${REDACTED}, ${REDACTED} bio, ${REDACTED}`],
  ['라온(주)링크', '라온링크와 라온', `${REDACTED}와 ${REDACTED}`],
  ['HanbitRobot Inc', 'Hanbit, hanbit robot, HANBITROBOT', `${REDACTED}, ${REDACTED}, ${REDACTED}`],
  ['한빛누리', '한빛누린 좋고 한빛누릴 쓴다', `${REDACTED} 좋고 ${REDACTED} 쓴다`],
  ['Gaon Sensor', 'GaonBot, Gaon2, Gaon의 센서', `${REDACTED}Bot, ${REDACTED}2, ${REDACTED}의 센서`],
  ['Hanbit Robot', '#hanbitstartup @hanbit_official', `#${REDACTED} @${REDACTED}_official`],
])('no legal form and no trade saves the name %s in %s', (name, text, wanted) => expect(of(name, text)).toBe(wanted));

/** What a reader still reads as the name. */
const DISGUISES: Readonly<Record<string, (name: string) => string>> = {
  none: (name) => name,
  capitals: (name) => name.toUpperCase(),
  smallLetters: (name) => name.toLowerCase(),
  spaces: (name) => [...name].join(' '),
  wideSpaces: (name) => [...name].join('\u3000'),
  lines: (name) => [...name].join('\n'),
  dots: (name) => [...name].join('.'),
  middleDots: (name) => [...name].join('·'),
  dashes: (name) => [...name].join('----'),
  underscores: (name) => [...name].join('_'),
  slashes: (name) => [...name].join('/'),
  emoji: (name) => [...name].join('🚀'),
  unseen: (name) => [...name].join('\u200b'),
  joiners: (name) => [...name].join('\u2060\u00ad'),
  marks: (name) => [...name].map((one) => `${one}\u0323\u0301`).join(''),
  wide: (name) => name.replace(/[!-~]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  decomposed: (name) => name.normalize('NFD'),
  cyrillic: (name) => name.replace(/[aeopcxyi]/gu, (one) => 'аеорсхуі'['aeopcxyi'.indexOf(one)] ?? one),
  greek: (name) => name.replace(/[aeonitbk]/gu, (one) => 'αεοηιτβκ'['aeonitbk'.indexOf(one)] ?? one),
  mathematical: (name) => name.replace(/[a-z]/gu, (one) => String.fromCodePoint(0x1d4ea + one.charCodeAt(0) - 97)),
  circled: (name) => name.replace(/[a-z]/gu, (one) => String.fromCodePoint(0x24d0 + one.charCodeAt(0) - 97)),
  squared: (name) =>
    name.replace(/[a-z]/giu, (one) => String.fromCodePoint(0x1f170 + one.toLowerCase().charCodeAt(0) - 97)),
  digits: (name) => name.replace(/[ob]/gu, (one) => ({ o: '0', b: '8' })[one] ?? one),
  jamo: (name) => readAs(name),
  legalForm: (name) => `㈜${name}`,
  legalFormBehind: (name) => `${name}(주)`,
  domain: (name) => `${name}.co.kr`.replace(/ /gu, ''),
  quoted: (name) => `“${name}”`,
};
const NAMES = ['한빛로봇', '새봄바이오', '가온누리', 'Hanbit Robot', 'Saebom', 'Noxibio', '신라온'];
const AROUND = ['', ' 우리 ', '\n', ' we are ', ' (', '2026년 ', '🚀', ' 로봇과 ', ', ', ' 한 빛나는 ', ' robot '];

test('a name is gone from any text in any disguise, and what is left is not changed by another reading', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NAMES),
      fc.constantFrom(...Object.keys(DISGUISES)),
      fc.array(fc.constantFrom(...AROUND), { maxLength: 4 }),
      fc.array(fc.constantFrom(...AROUND), { maxLength: 4 }),
      (name, disguise, before, behind) => {
        const text = `${before.join('')} ${DISGUISES[disguise]?.(name)} ${behind.join('')}`;
        const left = of(name, text);
        expect(readAs(left)).not.toContain(readAs(name));
        expect(left).toContain(REDACTED);
        expect(of(name, left)).toBe(left);
      },
    ),
    { numRuns: 300 },
  );
});
const readAs = (text: string) =>
  lettersOf(text)
    .map(({ sign }) => sign)
    .join('');

test('a text without a name stays as it is', () => {
  const others = [
    'We decide',
    'test',
    '온도',
    '추가',
    '로봇',
    'robots',
    'mall',
    'Wahanbits',
    'é',
    '㎏',
    '1,500',
    'A-11',
    '\n',
    '한 빛나는',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...others), { maxLength: 12 }), (words) => {
      const text = words.join(' ');
      expect(redactText(text, robot)).toBe(text);
    }),
  );
  const figures = '1,500 \n \n 1,500\n2300\n4100\n7 000 000';
  expect(redactText(figures, robot)).toBe(figures);
});

test.each([
  ['Decide', 'you decide, and I decide', 'you decide, and I decide'],
  ['Test', 'a test of the test', 'a test of the test'],
  ['Document AI', 'a document with AI', 'a document with AI'],
  ['Document AI', 'Document AI reads it', `${REDACTED} reads it`],
  ['Decide', 'With Decide you decide', `With ${REDACTED} you decide`],
  ['X', 'x is X; X Inc', `x is X; ${REDACTED} Inc`],
  ['AI', 'we use AI; “AI” is us', `we use AI; “${REDACTED}” is us`],
  ['LG', 'LG, not lg', `${REDACTED}, not lg`],
  ['Ali', 'all of Ali', `all of ${REDACTED}`],
  ['Ago', 'a go, ago', 'a go, ago'],
  ['온', '온 세상의 온도, ㈜온', `온 세상의 온도, ㈜${REDACTED}`],
  ['㈜미래', '미래는 밝다. ‘미래’와 미래(주)', `미래는 밝다. ‘${REDACTED}’와 ${REDACTED}(주)`],
  ['가온', '추가 온도, 가 온은', `추가 온도, ${REDACTED}은`],
  ['Gaon Sensor', 'our sensor, the Gaon sensor', `our sensor, the ${REDACTED}`],
  ['365', '365일 쉬지 않는 365', '365일 쉬지 않는 365'],
])('the short or ordinary name %s does not black out %s', (name, text, wanted) => expect(of(name, text)).toBe(wanted));

test('removes addresses without a scheme, with their particles and paths, but no sentence, day or file', () => {
  const gone = (text: string) => redactText(text, robot);
  for (const address of [
    'newname.co.kr',
    'newname.io/shop?a=1',
    'NEWNAME.COM',
    'kim@new-name.ai',
    '새이름.한국',
    'ｎｅｗ．ｋｒ',
    'a.b@c.d.kr',
  ])
    expect(gone(`see ${address} now`)).toBe(`see ${REDACTED} now`);
  expect(gone('newname.co.kr로, kim@newname.kr에')).toBe(`${REDACTED}로, ${REDACTED}에`);
  for (const plain of [
    '분석.AI 기반',
    'Built in ASP.NET',
    'the end.We go',
    '2016-2018년',
    '2026. 11. 29.',
    'e.g. 3.5 V',
    'a.b',
    'x@y',
  ])
    expect(gone(plain)).toBe(plain);
});

test('a name that is hidden inside itself does not come to light', () => {
  const deep = (levels: number): string => (levels === 0 ? '' : `한빛${deep(levels - 1)}로봇`);
  const nested = { ...identity, name: { ko: '가나다라', en: '' } };
  const inside = (levels: number): string => (levels === 0 ? '' : `가나${inside(levels - 1)}다라`);
  for (const levels of [1, 2, 3, 4, 9, 200]) {
    expect(readAs(redactText(deep(levels), robot))).not.toContain(readAs('한빛'));
    expect(readAs(redactText(inside(levels), nested))).toBe('');
  }
});

test('the steps grow with the text and the names and with nothing else', () => {
  const words = (word: string) => Array.from({ length: 18 }, (_, count) => word.repeat(count + 1)).join(' ');
  const hostile: [name: string, text: (size: number) => string][] = [
    ['A----B', (size) => `A${'-'.repeat(size)}`],
    ['A----B', (size) => 'A- '.repeat(size / 3)],
    [`${'a'.repeat(90)}b`, (size) => 'a'.repeat(size)],
    [`${'a'.repeat(90)}b`, (size) => 'a '.repeat(size / 2)],
    [words('가'), (size) => '가'.repeat(size)],
    [words('a'), (size) => 'a '.repeat(size / 2)],
    [words('aB'), (size) => 'aB'.repeat(size / 2)],
    ['가나다라', (size) => '가나'.repeat(size / 4) + '다라'.repeat(size / 4)],
    ['Il1l1l1I', (size) => '1lI'.repeat(size / 3)],
    ['한빛로봇', (size) => '1 '.repeat(size / 2)],
    ['한빛로봇', (size) => 'a.'.repeat(size / 2)],
    ['한빛로봇', (size) => 'a@'.repeat(size / 2)],
    ['한빛로봇', (size) => `${' '.repeat(size)}.`],
    ['한빛로봇', (size) => '한 '.repeat(size / 2)],
  ];
  for (const [name, text] of hostile) {
    const effort = { steps: 0 };
    const redacted = redactorOf({ ...identity, name: { ko: name, en: name } }, effort);
    const built = effort.steps;
    const stepsFor = (size: number) => {
      const before = effort.steps;
      redacted(text(size));
      return effort.steps - before;
    };
    const [once, twice] = [stepsFor(6_000), stepsFor(12_000)];
    expect({ name, built: built > 20 * (name.length + 100) }).toEqual({ name, built: false });
    expect({ name, once: once > STEPS_EACH * (6_000 + name.length) }).toEqual({ name, once: false });
    expect({ name, twice: twice > 2.1 * once }).toEqual({ name, twice: false });
  }
});
/**
 * A letter is read in two ways, in up to four passes. At each letter at most one name of each length is asked for, and a
 * name of 200 letters has at most 19 words of different lengths.
 */
const STEPS_EACH = 80;
