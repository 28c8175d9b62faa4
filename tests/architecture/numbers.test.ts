import { expect, test } from '@jest/globals';
import { methods, registry } from '@naru/contracts';
import { filledFields } from './contract.ts';
import { numberFindings } from './numbers.ts';
import { shown } from './source.ts';

const fields = filledFields(methods);

test('no number of a request is silently 0 where it is left out', () => {
  expect(shown(numberFindings(fields))).toEqual([]);
});

test('planted faults: nobody says what 0 means; a required number and one from 1 need no such words', () => {
  const found = shown(numberFindings(fields, () => false));
  expect(found).toContainEqual(expect.stringContaining('naru.program.v1.OpenRoundRequest.grace_minutes is 0'));
  for (const said of [
    'CorrectOutcomeRequest.value',
    'StartNegotiationRequest.amount_krw',
    'ListOutcomesRequest.about_id',
  ])
    expect(found).not.toContainEqual(expect.stringContaining(said));
  expect(registry.getMessage('naru.ledger.v1.CorrectOutcomeRequest')?.field.value?.proto.proto3Optional).toBe(true);
});
