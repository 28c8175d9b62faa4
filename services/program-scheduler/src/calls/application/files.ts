/**
 * The files of applications: a document each, beside the application that names it. A file that no application names
 * was left by an upload that did not end; it is dropped with a later one for the same question.
 */

import { filePieces } from '@naru/kit/file';
import { patiently } from '@naru/kit/mongo';
import { Rejection } from '@naru/kit/rejection';
import { Binary, type Collection, type Db } from 'mongodb';

export interface ApplicationFile {
  mediaType: string;
  bytes: Binary;
}

interface FileDoc extends ApplicationFile {
  _id: string;
  applicationId: string;
  fieldId: string;
  keptAt: Date;
}

// No upload takes so long: what is older and named by no application was left behind.
const LEFT_MS = 3_600_000;

export type ApplicationFiles = ReturnType<typeof applicationFiles>;

export function applicationFiles(db: Db) {
  const files: Collection<FileDoc> = db.collection('application_file');

  return {
    ensureIndexes: async () => {
      await files.createIndex({ applicationId: 1, fieldId: 1 });
    },
    keep: async ({ bytes, ...file }: Omit<FileDoc, 'bytes'> & { bytes: Buffer }) => {
      await patiently(() =>
        files.replaceOne({ _id: file._id }, { ...file, bytes: new Binary(bytes) }, { upsert: true }),
      );
    },
    drop: async (ids: readonly string[]) => {
      await patiently(() => files.deleteMany({ _id: { $in: [...ids] } }));
    },
    /** Drops what uploads for the same question have left behind: others may be under way just now. */
    dropLeft: async ({ _id, applicationId, fieldId, keptAt }: Omit<FileDoc, 'bytes' | 'mediaType'>) => {
      const left = { $lt: new Date(keptAt.getTime() - LEFT_MS) };
      await patiently(() => files.deleteMany({ applicationId, fieldId, _id: { $ne: _id }, keptAt: left }));
    },
    find: (id: string) => patiently(() => files.findOne({ _id: id })),
  };
}

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
    if (size > bytesMax)
      throw new Rejection({
        kind: 'invalid',
        code: 'application.file_too_large',
        message: `file: must have at most ${bytesMax} bytes`,
        faults: [{ path: 'file', rule: 'max_bytes', message: `must have at most ${bytesMax} bytes` }],
      });
    if (file) parts.push(file.data);
  }
  if (size === 0)
    throw new Rejection({
      kind: 'invalid',
      code: 'application.file_empty',
      message: 'file: must not be empty',
      faults: [{ path: 'file', rule: 'required', message: 'must not be empty' }],
    });
  return Buffer.concat(parts);
}
