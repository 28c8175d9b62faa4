import { expect, test } from '@jest/globals';
import { zoneOf } from './zone.ts';

test.each(['Asia/Shanghai', 'America/Los_Angeles', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+9'])(
  'accepts %s',
  (zone) => expect(zoneOf('time_zone', zone)).toBe(zone),
);

test('a missing zone means Seoul', () => expect(zoneOf('time_zone', '')).toBe('Asia/Seoul'));

test.each(['Asia/Atlantis', '+09:00', 'Asia/Seoul\n', 'Asia/', '서울'])('refuses %j', (zone) =>
  expect(() => zoneOf('time_zone', zone)).toThrow('timeZone: must be the IANA name'),
);
