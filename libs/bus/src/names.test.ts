import { expect, test } from '@jest/globals';
import { addressed } from './names.ts';

test.each([
  ['nats://bus:4222', { servers: ['nats://bus:4222'] }],
  ['bus:4222', { servers: ['nats://bus:4222'] }],
  ['tls://a:4222,nats://b:4222', { servers: ['tls://a:4222', 'nats://b:4222'], tls: {} }],
  ['nats://kim:p%40ss@bus:4222', { servers: ['nats://bus:4222'], user: 'kim', pass: 'p@ss' }],
  ['nats://k%3Aim@bus:4222', { servers: ['nats://bus:4222'], token: 'k:im' }],
  ['nats://kim:pass@a:4222,nats://b:4222', { servers: ['nats://a:4222', 'nats://b:4222'], user: 'kim', pass: 'pass' }],
])('the address %s gives the servers and the credentials', (url, expected) => {
  expect(addressed(url)).toEqual(expected);
});
