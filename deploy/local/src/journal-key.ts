import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeSecret } from './secrets.ts';
import { reasonOf, Trouble } from './trouble.ts';

/**
 * The key that signs the heads of the journal, made at the first use. Only the owner of the file may read it, and it is
 * not in the database: whoever can write there cannot sign.
 */
export function openJournalKey(file: string): string {
  if (existsSync(file)) return file;
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    writeSecret(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  } catch (error) {
    throw new Trouble(`the journal's key ${file} cannot be written (${reasonOf(error)})`);
  }
  return file;
}
