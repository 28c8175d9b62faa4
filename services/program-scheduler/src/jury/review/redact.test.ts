import { expect, test } from '@jest/globals';
import { type Identity, REDACTED, redact } from './redact.ts';

const identity: Identity = {
  ventureId: 'ven_1',
  centreId: 'KR-27',
  name: { ko: '주식회사 가온 센서', en: 'Gaon Sensor Inc' },
  centreNames: ['대구', 'Daegu'],
};
const en = (text: string) => redact({ ko: '', en: text }, identity)?.en;
const ko = (text: string) => redact({ ko: text, en: '' }, identity)?.ko;

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
  expect(redact({ ko: '', en: 'Sinraon, or Sillaon, is ours' }, named)?.en).toBe(
    `${REDACTED}, or ${REDACTED}, is ours`,
  );
  const two = { ...identity, name: { ko: '신라온 로보', en: '' } };
  expect(redact({ ko: '', en: 'Sinraon builds a robot' }, two)?.en).toBe(`${REDACTED} builds a robot`);
  expect(redact({ ko: '신라온은 주식회사다', en: '' }, named)?.ko).toBe(`${REDACTED}은 주식회사다`);
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
  expect(redact({ ko: '', en: 'Wagaon, Gaonia, Gaon' }, spaced)?.en).toBe(`Wagaon, Gaonia, ${REDACTED}`);
});
test('takes signs in a name literally', () => {
  const odd = { ...identity, name: { ko: '', en: 'C++ (Lab)*' } };
  expect(redact({ ko: '', en: 'C++ (Lab)* rules' }, odd)?.en).toBe(`${REDACTED} rules`);
});
test('empty texts and empty names change nothing', () => expect(redact(undefined, identity)).toBeUndefined());
