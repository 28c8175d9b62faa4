/** The bytes of an application's file, on their way up and down. */
import { filePieces } from '@naru/kit/file';
import type { FileDoc } from './file-store.ts';
import { refuse } from './texts.ts';

/** A file as it is streamed down. Its bytes never change under one id, so the id stands for them. */
export const piecesOf = ({ _id, mediaType, bytes }: FileDoc, name: string) =>
  filePieces({ contentType: mediaType, bytes: Buffer.from(bytes.buffer), name, etag: _id });

/** All pieces of an upload, as long as they stay within the limit. @throws Rejection where they do not */
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
