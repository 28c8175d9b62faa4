import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { Form } from '@naru/contracts/program/v1/form';
import { requireType } from './files.ts';
import { keptType } from './media-type.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n');
const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const HWPX = 'application/hwp+zip';
const MAIN = `<Override PartName="/ppt/presentation.xml" ContentType="${PPTX}.main+xml"/>`;
const pptx = zipOf({ '[Content_Types].xml': `<Types>${MAIN}</Types>`, 'ppt/presentation.xml': '<p/>' });
const plain = zipOf({ 'a.txt': 'a' });

/** A zip whose entries are stored as they are. */
function zipOf(entries: Record<string, string>): Buffer {
  const parts = Object.entries(entries).map(([name, content]) => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name + content)]);
  });
  return Buffer.concat([...parts, Buffer.from('504b0506', 'hex'), Buffer.alloc(18)]);
}

const utf16 = Buffer.from('\ufeff가나다,1\r\n', 'utf16le');
const eucKr = Buffer.from('b1e2bef7b8ed2c313030300d0a', 'hex');

describe('a question that lists types', () => {
  test.each([
    ['application/pdf', PDF],
    ['image/png', PNG],
    ['image/jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(16)])],
    [PPTX, pptx],
    ['application/zip', plain],
    ['application/x-hwp', CFB],
    [HWPX, zipOf({ mimetype: HWPX, 'Contents/header.xml': '<x/>' })],
    ['text/csv', Buffer.from('기업,매출\n한빛,100\n')],
    ['text/csv', eucKr],
    ['text/csv', utf16],
    // Two letters are the whole signature of programs and of pictures: they are no fault in a text.
    ['text/plain', Buffer.from('MZ세대 소비자 조사')],
    ['text/plain', Buffer.from('BM: 구독형')],
    ['application/json', Buffer.from('\ufeff{"a": 1}')],
    ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['application/xml', Buffer.from('<?xml version="1.0"?><a/>')],
    ['application/x-cad', Buffer.from([0, 1, 2])],
    ['application/octet-stream', HTML],
  ])('takes %s', async (sent, bytes) => {
    expect(await keptType(bytes, { sent, listed: true })).toBe(sent);
  });

  test.each([
    ['application/pdf', HTML, ''],
    ['application/pdf', PNG, 'image/png'],
    ['application/pdf', Buffer.alloc(9), ''],
    ['image/png', PDF, 'application/pdf'],
    [PPTX, plain, 'application/zip'],
    [PPTX, CFB, 'application/x-cfb'],
    ['application/x-hwp', pptx, PPTX],
    ['text/csv', PNG, 'image/png'],
    ['text/csv', CFB, 'application/x-cfb'],
    ['text/plain', Buffer.from('a\u0000b'), ''],
    ['text/plain', Buffer.concat([utf16, Buffer.alloc(2)]), ''],
    ['application/json', Buffer.from('{"a": '), ''],
    ['application/json', eucKr, ''],
  ])('refuses as %s what is not', async (sent, bytes, found) => {
    expect(await keptType(bytes, { sent, listed: true })).toEqual({ found });
  });
});

describe('a question that takes any type', () => {
  test.each([
    ['application/pdf', PDF, 'application/pdf'],
    ['application/octet-stream', PDF, 'application/pdf'],
    ['application/octet-stream', Buffer.from('a'), 'application/octet-stream'],
    ['text/csv', eucKr, 'text/csv'],
    ['text/html', HTML, 'text/plain'],
    ['image/svg+xml', Buffer.from('<svg/>'), 'text/plain'],
    ['application/x-cad', Buffer.from([0, 1]), 'application/octet-stream'],
  ])('keeps %s as what its bytes show', async (sent, bytes, kept) => {
    expect(await keptType(bytes, { sent, listed: false })).toBe(kept);
  });

  test('refuses what is not of its type', async () => {
    expect(await keptType(PNG, { sent: 'application/pdf', listed: false })).toEqual({ found: 'image/png' });
  });
});

test('the refusal names both types', async () => {
  const [deck] = Form.fromPartial({ fields: [{ id: 'deck', kind: 'FILE', mediaTypes: ['application/pdf'] }] }).fields;
  if (!deck) throw new Error('no question');
  await expect(requireType(PNG, 'application/pdf', deck)).rejects.toMatchObject({
    code: 'request.invalid',
    faults: [
      {
        path: 'file',
        said: {
          ko: expect.stringContaining('보낸 형식은 application/pdf인데, 파일의 내용은 image/png입니다'),
          en: expect.stringContaining('its content type was application/pdf, but its content is image/png'),
        },
      },
    ],
  });
  expect(await requireType(PDF, 'application/pdf', deck)).toBe('application/pdf');
});
