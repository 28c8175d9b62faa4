import { describe, expect, test } from '@jest/globals';
import type { Rejection } from '@naru/kit/rejection';
import { checkAddress, mayConnect } from './address.ts';

const https = new URL('https://partner.example/events');
const http = new URL('http://localhost/events');

function ruleOf(url: string, embedded = false): string {
  try {
    checkAddress('url', url, { embedded });
    return 'passes';
  } catch (error) {
    return (error as Rejection).faults[0]?.rule ?? String(error);
  }
}

describe('an address to connect to', () => {
  test.each(['8.8.8.8', '203.0.114.1', '2001:4860:4860::8888', '2a00:1450:4001::1'])('%s is public', (address) => {
    expect(mayConnect(address, { url: https, embedded: false })).toBe(true);
    // Nothing is sent unencrypted to the internet, in any deployment.
    expect(mayConnect(address, { url: http, embedded: true })).toBe(false);
  });

  test.each([
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.0.10'],
    ['link-local, where clouds keep their metadata', '169.254.169.254'],
    ['shared by carriers, and a metadata address', '100.100.100.200'],
    ['this network', '0.0.0.0'],
    ['protocol assignments', '192.0.0.192'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ["a cloud's hypervisor", '168.63.129.16'],
    ['unspecified', '::'],
    ['unique local, where clouds keep their metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['mapped IPv4', '::ffff:10.0.0.1'],
    ['compatible IPv4', '::10.0.0.1'],
    ['NAT64', '64:ff9b::a00:1'],
    ['6to4', '2002:a00:1::1'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['nothing', 'not an address'],
  ])('%s (%s) is refused, also if everything runs on one machine', (_, address) => {
    expect(mayConnect(address, { url: https, embedded: false })).toBe(false);
    expect(mayConnect(address, { url: https, embedded: true })).toBe(false);
  });

  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    '%s is allowed only if everything runs on one machine',
    (address) => {
      expect(mayConnect(address, { url: http, embedded: false })).toBe(false);
      expect(mayConnect(address, { url: http, embedded: true })).toBe(true);
    },
  );
});

describe('an address from a partner', () => {
  test.each([
    ['https://partner.example/events?key=1', 'passes'],
    ['https://8.8.8.8/events', 'passes'],
    ['http://partner.example/events', 'address.https'],
    ['ftp://partner.example/', 'address.https'],
    ['https://user:pass@partner.example/', 'address.credentials'],
    ['https://10.0.0.1/', 'address.private'],
    ['https://[::1]/', 'address.private'],
    ['https://[fd00::1]/', 'address.private'],
    ['https://2130706433/', 'address.private'],
    ['https://0x7f.1/', 'address.private'],
    ['https://0177.0.0.1/', 'address.private'],
    ['nonsense', 'address.url'],
  ])('%s: %s', (url, rule) => {
    expect(ruleOf(url)).toBe(rule);
  });

  test('may be on this machine if everything runs there', () => {
    expect(ruleOf('http://127.0.0.1:9/events', true)).toBe('passes');
    expect(ruleOf('http://localhost:9/events', true)).toBe('passes');
    expect(ruleOf('http://[::1]:9/events', true)).toBe('passes');
    expect(ruleOf('https://192.168.0.1/', true)).toBe('address.private');
    expect(ruleOf('http://partner.example/', true)).toBe('address.https');
    expect(ruleOf('http://localhost.partner.example/', true)).toBe('address.https');
  });
});
