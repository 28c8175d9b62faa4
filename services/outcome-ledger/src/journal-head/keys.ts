/** The keys of the journal's heads, from the configuration: they must not be in the database that they guard. */
import {
  type KeyRing,
  type PublicKey,
  readPublicKeys,
  readSigningKey,
  ringOf,
  type SigningKey,
} from '@naru/journal/keys';
import { ConfigError, type ServiceConfig } from '@naru/kit/config';

export interface JournalKeys {
  signing: SigningKey;
  /** The key that signs now and the older ones, by id. */
  ring: KeyRing;
}

type Given = Pick<ServiceConfig, 'JOURNAL_KEY' | 'JOURNAL_OLD_KEYS'>;

const MAKE = 'make one with: openssl genpkey -algorithm ed25519';

/** @throws ConfigError without a key, and for one that cannot be read */
export function readKeys({ JOURNAL_KEY: pem, JOURNAL_OLD_KEYS: shared = '' }: Given): JournalKeys {
  if (!pem) throw new ConfigError(`JOURNAL_KEY or JOURNAL_KEY_FILE must have the key that signs the journal; ${MAKE}`);
  const signing = readable('JOURNAL_KEY', () => readSigningKey(pem));
  const old = readable('JOURNAL_OLD_KEYS', (): PublicKey[] => readPublicKeys(shared));
  return { signing, ring: ringOf([...old, signing]) };
}

function readable<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    // The message of the library does not repeat the key.
    throw new ConfigError(`${variable} cannot be read as an ed25519 key in PEM (${(error as Error).message}); ${MAKE}`);
  }
}
