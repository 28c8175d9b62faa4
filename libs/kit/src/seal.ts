/**
 * Seals secrets that have to be stored and read again: AES-256-GCM by a key from the configuration. Whoever reads the
 * database alone learns nothing. A sealed secret names its key, so that keys can be changed one after another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Sealed {
  keyId: string;
  /** Each in base64. */
  nonce: string;
  text: string;
  tag: string;
}

export interface Sealer {
  /** @param about what the secret belongs to: it cannot be opened as the secret of anything else */
  seal(secret: string, about: string): Sealed;
  /** @throws if its key is not among those of the configuration, or if anything of it was changed */
  open(sealed: Sealed, about: string): string;
  /** False if another key seals now: it should be sealed again before its key goes. */
  isPresent(sealed: Sealed): boolean;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY = /^([a-z0-9-]{1,40}):([A-Za-z0-9+/]{43}=)$/;

/** True for keys as the configuration has them: `id:key` for each, the key in base64, separated by commas or lines. */
export const areSealingKeys = (text: string): boolean => {
  const keys = partsOf(text);
  return keys.length > 0 && keys.every((one) => KEY.test(one));
};

const partsOf = (text: string): string[] => text.split(/[\s,]+/).filter((one) => one !== '');

/** The first key seals; all of them open. */
export function sealer(keys: string): Sealer {
  const all = partsOf(keys).map((one) => {
    const [, id = '', key = ''] = KEY.exec(one) ?? [];
    return { id, key: Buffer.from(key, 'base64') };
  });
  const [present] = all;
  if (!present || all.some(({ key }) => key.length !== KEY_BYTES))
    throw new Error('a sealing key has 32 bytes in base64');
  return {
    seal: (secret, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, present.key, nonce, { authTagLength: TAG_BYTES }).setAAD(
        Buffer.from(about),
      );
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const [asText, tag] = [text, cipher.getAuthTag()].map((bytes) => bytes.toString('base64'));
      return { keyId: present.id, nonce: nonce.toString('base64'), text: asText ?? '', tag: tag ?? '' };
    },
    open: ({ keyId, nonce, text, tag }, about) => {
      const used = all.find(({ id }) => id === keyId);
      if (!used) throw new Error(`a secret of ${about} is sealed by ${keyId}, which is not among the sealing keys`);
      const decipher = createDecipheriv(ALGORITHM, used.key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(Buffer.from(tag, 'base64'));
      return decipher.update(text, 'base64', 'utf8') + decipher.final('utf8');
    },
    isPresent: ({ keyId }) => keyId === present.id,
  };
}
