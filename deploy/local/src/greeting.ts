import { partsOf } from './data-dir.ts';
import { secretariatToken } from './issuer.ts';
import type { System } from './system.ts';

const TOKEN_TTL_S = 8 * 60 * 60;

/** What a newcomer sees once everything is ready: where to look, and a line to try. */
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

/** A token of the secretariat, or null where only the issuer that the user has chosen can give one. */
export async function tokenOf({ issuerKey }: System): Promise<string | null> {
  if (!issuerKey) return null;
  return secretariatToken(issuerKey, { ttlS: TOKEN_TTL_S });
}
