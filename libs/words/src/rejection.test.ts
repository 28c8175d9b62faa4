import { expect, test } from '@jest/globals';
import { broken, Rejection, together } from './rejection.ts';

const refused = (path: string) => () => {
  throw broken([{ path, rule: 'required', said: { ko: '반드시 있어야 합니다', en: 'must be given' } }]);
};

test('several checks return their values in order', () => {
  const [name, size] = together(
    () => 'naru',
    () => 3,
  );
  expect([name.toUpperCase(), size.toFixed(0)]).toEqual(['NARU', '3']);
});

test('the faults of all checks are reported together', () => {
  const check = () => together(refused('held_on'), () => 3, refused('name'));
  expect(check).toThrow(
    expect.objectContaining({
      faults: [{ path: 'heldOn' }, { path: 'name' }].map((one) => expect.objectContaining(one)),
    }),
  );
});

test('an error that is no fault of a field ends the checks at once', () => {
  const bug = () => {
    throw new TypeError('x');
  };
  const rule = () => {
    throw new Rejection({ kind: 'rule', code: 'thing.closed', said: { ko: '닫혔습니다', en: 'closed' } });
  };
  expect(() => together(refused('name'), bug)).toThrow(TypeError);
  expect(() => together(refused('name'), rule)).toThrow(expect.objectContaining({ code: 'thing.closed' }));
});
