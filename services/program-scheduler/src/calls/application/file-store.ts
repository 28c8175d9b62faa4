/**
 * The collection of files of applications: one document for each file, beside the application that names it. A file
 * that no application names comes from an upload that did not end. A later upload for the same question deletes it.
 */
import type { Host } from '@naru/kit/boot';
import { patience } from '@naru/kit/mongo';
import { Binary } from 'mongodb';

export interface FileDoc {
  _id: string;
  applicationId: string;
  fieldId: string;
  keptAt: Date;
  mediaType: string;
  bytes: Binary;
}

// No upload takes this long: an older file that no application names is left over.
const LEFT_MS = 3_600_000;

export type ApplicationFiles = ReturnType<typeof applicationFiles>;

export function applicationFiles({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const files = db.collection<FileDoc>('application_file');
  const patiently = patience(ambient);
  const of = (applicationIds: readonly string[]) => ({ applicationId: { $in: [...applicationIds] } });

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
    /** Deletes all files of some applications. */
    dropOf: async (applicationIds: readonly string[]): Promise<void> => {
      await patiently(() => files.deleteMany(of(applicationIds)));
    },
    countOf: (applicationIds: readonly string[]): Promise<number> =>
      patiently(() => files.countDocuments(of(applicationIds))),
    /** Deletes what earlier uploads for the same question left behind. Newer ones may still be in progress. */
    dropLeft: async ({ _id, applicationId, fieldId, keptAt }: Omit<FileDoc, 'bytes' | 'mediaType'>) => {
      const left = { $lt: new Date(keptAt.getTime() - LEFT_MS) };
      await patiently(() => files.deleteMany({ applicationId, fieldId, _id: { $ne: _id }, keptAt: left }));
    },
    find: (id: string): Promise<FileDoc | null> => patiently(() => files.findOne({ _id: id })),
  };
}
