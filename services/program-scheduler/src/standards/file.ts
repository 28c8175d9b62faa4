/** The name and the tag of a streamed file, in the extensions of its first piece. */
import { FileFacts } from '@naru/contracts/common/v1/file';

const TYPE_URL = `type.googleapis.com/${FileFacts.$type}`;

export interface FilePiece {
  contentType: string;
  data: Buffer;
  extensions: { typeUrl: string; value: Buffer }[];
}

const PIECE_BYTES = 64 * 1024;

/** Streams a file; its first piece names it. There is at least one piece, so that an empty file also has a type. */
export function* filePieces(file: {
  contentType: string;
  bytes: Buffer;
  name: string;
  etag?: string;
}): Generator<FilePiece> {
  const { contentType, bytes, name, etag = '' } = file;
  const facts = { typeUrl: TYPE_URL, value: Buffer.from(FileFacts.encode({ name, etag }).finish()) };
  let at = 0;
  do {
    yield { contentType, data: bytes.subarray(at, at + PIECE_BYTES), extensions: at === 0 ? [facts] : [] };
    at += PIECE_BYTES;
  } while (at < bytes.length);
}

const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;
const UNFIT = /[<>:"|?*]/g;
// Windows keeps these for devices, whatever their ending.
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;

/** A name that every machine can store: without path, unseen characters, and what systems of files keep for themselves. */
export function fileNameOf(given: string): string {
  const last = given.replace(UNSEEN, '').split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(UNFIT, '_').replace(/^[. ]+/, '');
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  const whole = name.slice(0, end).replace(RESERVED, '_$&');
  return whole || 'file';
}
