import { expect, test } from '@jest/globals';
import { josa, type Particle, particleOf } from './particle.ts';

const after = (pair: Particle, words: string[]) => words.map((word) => particleOf(word, pair));

test('Hangul: by the final consonant, and 로 after ㄹ', () => {
  expect(['라온링크', '가온'].map((word) => josa(word, '이/가'))).toEqual(['라온링크가', '가온이']);
  expect(['서울', '부산', '대구'].map((word) => josa(word, '으로/로'))).toEqual(['서울로', '부산으로', '대구로']);
  expect(after('와/과', ['라온', '나루'])).toEqual(['과', '와']);
  expect(after('은/는', ['라온', '나루'])).toEqual(['은', '는']);
  expect(after('을/를', ['라온', '나루'])).toEqual(['을', '를']);
  expect(after('이나/나', ['라온', '나루'])).toEqual(['이나', '나']);
  expect(after('이라/라', ['라온', '나루'])).toEqual(['이라', '라']);
  expect(after('이에요/예요', ['라온', '나루'])).toEqual(['이에요', '예요']);
  expect(josa('나루'.normalize('NFD'), '이/가').normalize('NFC')).toBe('나루가');
});

test.each([
  // [text, 이/가, 으로/로]
  ...[
    '0',
    '3',
    '6',
    '10',
    '100',
    '1,000',
    '10000',
    '100,000',
    '1,200,000,000',
    `1${'0'.repeat(30)}`,
    '2026.',
    '３',
    '1.50',
  ].map((word) => [word, '이', '으로']),
  ...['1', '7', '8', '11', '027', '124-81-00998', 'KR-41', '2.7', '제1', '１'].map((word) => [word, '이', '로']),
  ...['2', '4', '5', '9', '22', '1,000,000,000,000', 'A4', '2.25', '2029'].map((word) => [word, '가', '로']),
])('digits by their Korean reading: %s', (word, subject, way) => {
  expect([particleOf(word, '이/가'), particleOf(word, '으로/로')]).toEqual([subject, way]);
});

test.each([
  ...['N', 'M', 'SM', 'KAIN'].map((word) => [word, '이', '으로']),
  ...['L', 'R', 'VR', 'SQL', 'HTML'].map((word) => [word, '이', '로']),
  ...['KT', 'A', 'AI', 'ESG', 'IoT', 'SaaS', 'B2B', 'SDK', 'OpenAI', 'q'].map((word) => [word, '가', '로']),
])('letters that are read one by one: %s', (word, subject, way) => {
  expect([particleOf(word, '이/가'), particleOf(word, '으로/로')]).toEqual([subject, way]);
});

test.each([
  ...['Raon', 'Saem', 'Line', 'Chrome', 'Samsung', 'Lab', 'Startup', 'App', 'Slack', 'Facebook', 'Robot', 'Hanbit'].map(
    (word) => [word, '이', '으로'],
  ),
  ...['Haneul', 'Google', 'Oracle', 'Capital'].map((word) => [word, '이', '로']),
  ...['Harbour', 'Partner', 'Link', 'Edge', 'Labs', 'Naru', 'Café', 'Root', 'Hub', 'Connect', 'Cloud', 'Park', 'Tech']
    .concat(['POSCO', 'Soft', 'Acme', 'Week', 'Watt'])
    .map((word) => [word, '가', '로']),
])('Latin words by their ending: %s', (word, subject, way) => {
  expect([particleOf(word, '이/가'), particleOf(word, '으로/로')]).toEqual([subject, way]);
});

test.each([
  ['라온(주)', '이'],
  ['라온㈜', '이'],
  ['(주)나루', '가'],
  ['라온 (Raon Link) ', '이'],
  ['라온 [서울] (본사)', '이'],
  ['나루(구 라온)', '가'],
  ['(라온)', '이'],
  ['“라온”', '이'],
  ["'나루'", '가'],
  ['「나루」', '가'],
  ['라온!', '이'],
  ['나루…', '가'],
  ['라온 🎉', '이'],
  ['라온™️', '이'],
  ['나루.', '가'],
  ['50%', '가'],
  ['R&D', '가'],
  ['kim@', '가'],
  ['Nestlé', '가'],
  ['C++', '가'],
  ['C#', '이'],
  ['1,000₩', '이'],
])('signs that are not read are skipped: %s', (word, subject) => {
  expect(josa(word, '이/가')).toBe(word + subject);
});

test('both forms stand if the ending is unknown', () => {
  const pairs = ['이/가', '은/는', '을/를', '와/과', '으로/로', '이나/나', '이라/라', '으로부터/로부터'] as const;
  for (const word of ['東京', '', '…'])
    expect(pairs.map((pair) => particleOf(word, pair))).toEqual([
      '이(가)',
      '은(는)',
      '을(를)',
      '와(과)',
      '(으)로',
      '(이)나',
      '(이)라',
      '(으)로부터',
    ]);
});
