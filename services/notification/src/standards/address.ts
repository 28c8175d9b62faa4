/**
 * Where a partner's address may lie. Naru calls what partners name, so it must not be talked into calling the machines
 * behind it: everything but the public internet is refused, by the IANA registries of special addresses. Where all of
 * Naru runs on one machine, loopback is allowed as well, and http to it.
 */
import ipaddr from 'ipaddr.js';
import { refused } from './texts.ts';

export interface Ground {
  /** True where everything runs on one machine. */
  embedded: boolean;
}

type Reach = 'public' | 'loopback' | 'special';

// Publicly numbered, but answered by a cloud's own hypervisor with the secrets of the machine that asks.
const HYPERVISORS = new Set(['168.63.129.16']);
// Of the IPv6 space only 2000::/3 is given out; the rest embeds IPv4, or is local in one way or another.
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

/** True where a connection for this URL may go to this address: asked again for every address a name resolves to. */
export function mayConnect(address: string, { url, embedded }: Ground & { url: URL }): boolean {
  const reach = reachOf(address);
  if (reach === 'loopback') return embedded;
  return reach === 'public' && url.protocol === 'https:';
}

/** The host without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** @throws Rejection naming the field where the URL is not one that events may be sent to */
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
