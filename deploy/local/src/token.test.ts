import { expect, test } from '@jest/globals';
import { readTokenFlags } from './token.ts';

const flags = (line: string) => readTokenFlags(line.split(' ').filter(Boolean));

test('reads a role with its centre', () => {
  expect(flags('--role centre_officer --centre KR-27')).toEqual({
    subject: 'centre_officer:KR-27',
    grants: [{ role: 'centre_officer', centre: 'KR-27' }],
    ttlS: 3600,
  });
});

test('reads organisation, subject and lifetime', () => {
  expect(flags('--role venture_member --org ven_1 --subject kim --ttl 60')).toEqual({
    subject: 'kim',
    grants: [{ role: 'venture_member', org: 'ven_1' }],
    ttlS: 60,
  });
});

test.each([
  ['', /^--role takes one of network_admin, centre_officer/],
  ['--role king', /^--role takes one of .*, not "king"$/],
  ['--role centre_officer', /^--centre is needed/],
  ['--role judge --centre Daegu', /^--centre takes a code like KR-27, not "Daegu"$/],
  ['--role investor_member', /^--org is needed/],
  ['--role judge --ttl 0', /^--ttl takes a whole number from 1/],
  ['--role judge --ttl 1e3', /^--ttl takes a whole number from 1/],
  ['--rol judge', /'--rol'; the flags are --role, --centre, --org, --subject, --ttl$/],
  ['judge', /the flags are --role/],
])('refuses "%s" in one line that names the flag', (line, complaint) => {
  expect(() => flags(line)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(complaint) }),
  );
  expect(() => flags(line)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('\n') }));
});
