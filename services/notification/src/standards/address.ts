/**
 * The rules for a partner's address. Naru calls addresses that partners name, so they must not lead to internal
 * machines. Everything but the public internet is refused, by the IANA registries of special addresses. If all of Naru
 * runs on one machine, loopback is also allowed, and http to it.
 */
import ipaddr from 'ipaddr.js';
import { refused } from './texts.ts';

export interface Ground {
  /** True if everything runs on one machine. */
  embedded: boolean;
}

type Reach = 'public' | 'loopback' | 'special';

// A public address, but a cloud's own hypervisor answers it with the secrets of the calling machine.
const HYPERVISORS = new Set(['168.63.129.16']);
// Of the IPv6 space only 2000::/3 is assigned. The rest embeds IPv4, or is local.
const GLOBAL_MASK = 0xe000;
const GLOBAL_UNICAST = 0x2000;

function reachOf(address: string): Reach {
  if (!ipaddr.isValid(address)) return 'special';
  const known = ipaddr.process(address); // ::ffff:127.0.0.1 is 127.0.0.1.
  const range = known.range();
  if (range === 'loopback') return 'loopback';
  if (range !== 'unicast' || HYPERVISORS.has(known.toString())) return 'special';
  const first = known.kind() === 'ipv6' ? ((known as ipaddr.IPv6).parts[0] ?? 0) : GLOBAL_UNICAST;
  return (first & GLOBAL_MASK) === GLOBAL_UNICAST ? 'public' : 'special';
}

/** True if a connection for this URL may go to this address. It is checked for every address of the name. */
export function mayConnect(address: string, { url, embedded }: Ground & { url: URL }): boolean {
  const reach = reachOf(address);
  if (reach === 'loopback') return embedded;
  return reach === 'public' && url.protocol === 'https:';
}

/** The host without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** @throws Rejection naming the field if events may not be sent to the URL */
export function checkAddress(path: string, text: string, { embedded }: Ground): URL {
  if (!URL.canParse(text)) throw refused(path, 'url');
  const url = new URL(text);
  const host = hostOf(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(path, 'https');
  if (url.username || url.password) throw refused(path, 'credentials');
  const local = embedded && (host === 'localhost' || reachOf(host) === 'loopback');
  if (url.protocol === 'http:' && !local) throw refused(path, 'https');
  if (ipaddr.isValid(host) && !mayConnect(host, { url, embedded })) throw refused(path, 'private');
  return url;
}
