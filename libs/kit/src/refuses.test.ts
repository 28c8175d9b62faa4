import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { log } from '@naru/telemetry/log';
import { declaring, generalCodes } from './refuses.ts';
import { Rejection } from './rejection.ts';

log.level = 'silent';

const named = (name: string) => {
  const method = methods.find((one) => one.name === name);
  if (!method) throw new Error(`the contract has no ${name}`);
  return method;
};
const refusal = (code: string, kind: 'rule' | 'bug' = 'rule') =>
  new Rejection({ kind, code, said: { ko: '아니요', en: 'no' } });

test('the general codes of a method need no declaration', () => {
  const change = generalCodes(named('CancelOperation'));
  expect(change).toEqual(
    expect.arrayContaining(['request.invalid', 'token.missing', 'access.scope', 'operation.not_found']),
  );
  expect(change).toContain('change.busy');
  const read = generalCodes(named('GetOperation'));
  for (const code of ['change.busy', 'etag.stale', 'request.id_reused', 'operation.limit'])
    expect(read).not.toContain(code);
  const byLink = methods.find(({ access }) => access.allow.some(({ role }) => role === 'link'));
  expect(byLink && generalCodes(byLink)).not.toContain('token.missing');
});

test('a declared code, a general code, a bug and an error of another kind pass unchanged', () => {
  const declared = declaring({ ...named('GetOperation'), refuses: ['thing.odd'] }, 'refuse');
  const errors = [refusal('thing.odd'), refusal('operation.not_found'), refusal('x', 'bug'), new Error('x')];
  for (const error of errors) expect(declared(error)).toBe(error);
});

test('planted: an undeclared code passes in production, and is a bug in tests', async () => {
  const planted = refusal('thing.other');
  const method = { ...named('GetOperation'), refuses: ['thing.odd'] };
  expect(declaring(method, 'count')(planted)).toBe(planted);
  const warned = once(process, 'warning');
  const refused = declaring(method, 'refuse')(planted);
  const line = 'option (naru.api.v1.refuses) = "thing.other";';
  expect(refused).toMatchObject({ kind: 'bug', code: 'refusal.undeclared', message: expect.stringContaining(line) });
  expect(refused).toMatchObject({ params: { method: method.path, file: 'proto/naru/ops/v1/service.proto' } });
  expect(await warned).toEqual([expect.objectContaining({ message: expect.stringContaining(line) })]);
});
