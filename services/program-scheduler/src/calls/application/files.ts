/** Uploads and downloads of the bytes of a file. */
import type { FormField } from '@naru/contracts/program/v1/form';
import { fileNameOf, filePieces } from '../../standards/file.ts';
import type { FileDoc } from './file-store.ts';
import { keptType } from './media-type.ts';
import { refuse, refuseAnswer } from './texts.ts';

/** A file as it is sent in pieces. The bytes under one id never change, so the id is a valid etag. */
export const piecesOf = ({ _id, mediaType, bytes }: FileDoc, name: string) =>
  filePieces({ contentType: mediaType, bytes: Buffer.from(bytes.buffer), name: fileNameOf(name), etag: _id });

/** All pieces of an upload, up to the limit. @throws Rejection where the upload is longer */
export async function gather(
  pieces: AsyncIterable<{ file: { data: Uint8Array } | undefined }>,
  bytesMax: number,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const { file } of pieces) {
    size += file?.data.length ?? 0;
    if (size > bytesMax) throw refuse('file_too_large', { bytesMax });
    if (file) parts.push(file.data);
  }
  if (size === 0) throw refuse('file_empty');
  return Buffer.concat(parts);
}

/** @returns the type to keep. @throws Rejection where the bytes are of another type than their sender says */
export async function requireType(bytes: Buffer, sent: string, { mediaTypes }: FormField): Promise<string> {
  const kept = await keptType(bytes, { sent, listed: mediaTypes.length > 0 });
  if (typeof kept === 'string') return kept;
  throw refuseAnswer('file', 'media_type_differs', { given: sent, ...kept });
}
