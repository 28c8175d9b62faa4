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
