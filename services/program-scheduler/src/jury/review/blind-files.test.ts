import { expect, test } from '@jest/globals';
import { Form } from '@naru/contracts/program/v1/form';
import { blindFiles } from './blind-files.ts';

const field = (id: string, changes: object = {}) => ({
  id,
  kind: 'FILE' as const,
  shownToBlindJudges: true,
  ...changes,
});
const form = Form.fromPartial({
  fields: [
    field('deck'),
    field('film'),
    field('secret', { shownToBlindJudges: false }),
    field('team', { identifying: true }),
    field('plan', { kind: 'TEXT' }),
  ],
});
const file = (fieldId: string, mediaType = 'application/pdf') => ({
  ...{ fieldId, fileId: `fil_${fieldId}`, name: 'Hanbit.pdf', mediaType, bytes: 3 },
});

test('a blind judge sees the files that the form shows, and neither their names nor their ids', () => {
  const files = ['deck', 'secret', 'team', 'plan', 'gone'].map((id) => file(id));
  expect(blindFiles(files, form)).toEqual([
    { fieldId: 'deck', fileId: '', name: 'deck.pdf', mediaType: 'application/pdf', bytes: 3 },
  ]);
  expect(blindFiles(files, undefined)).toEqual([]);
});

test('a form that does not say so shows no file', () => {
  expect(blindFiles([file('deck')], Form.fromPartial({ fields: [{ id: 'deck', kind: 'FILE' }] }))).toEqual([]);
});

test.each([
  ['application/PDF; name=Hanbit', 'deck.pdf', 'application/pdf'],
  ['application/x-hanbit', 'deck', 'application/octet-stream'],
  ['constructor', 'deck', 'application/octet-stream'],
  ['', 'deck', 'application/octet-stream'],
])('the media type %s tells nothing of its owner', (mediaType, name, shown) => {
  expect(blindFiles([file('deck', mediaType)], form)).toMatchObject([{ name, mediaType: shown }]);
});
