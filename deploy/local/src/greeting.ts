import { partsOf } from './data-dir.ts';
import { secretariatToken } from './issuer.ts';
import type { System } from './system.ts';

const TOKEN_TTL_S = 8 * 60 * 60;

/** The greeting for a new user once everything is ready: the addresses, and a command to try. */
export async function greet(system: System, { dataDir, say }: { dataDir: string; say: (line: string) => void }) {
  const { gatewayUrl } = system;
  say(`
Naru is ready.
  API reference   ${gatewayUrl}/docs
  OpenAPI         ${gatewayUrl}/openapi.json
  Health          ${gatewayUrl}/readyz
  Logs            ${partsOf(dataDir).logs}

Try it:
  curl -H 'Authorization: Bearer ${(await tokenOf(system)) ?? '$TOKEN'}' ${gatewayUrl}/v1/ventures

Ctrl-C stops everything; the data stays for the next start.`);
}

/** A token of the secretariat; null if only the user's own issuer can give one. */
export async function tokenOf({ issuerKey }: System): Promise<string | null> {
  if (!issuerKey) return null;
  return secretariatToken(issuerKey, { ttlS: TOKEN_TTL_S });
}
