/** The files that a judge sees in a blind review: those that the form shows, without what their owner called them. */
import type { AnswerFile, Form } from '@naru/contracts/program/v1/form';
import type { FilePiece } from '../../standards/file.ts';

/** A media type may hold any word, so only known ones are passed on. The owner's name of the file is not. */
const EXTENSIONS = new Map(
  Object.entries({
    'application/pdf': '.pdf',
    'application/zip': '.zip',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
    'application/x-hwp': '.hwp',
    'application/haansofthwp': '.hwp',
    'image/jpeg': '.jpg',
    'image/png': '.png',
    'text/csv': '.csv',
    'text/plain': '.txt',
    'video/mp4': '.mp4',
  }),
);
const UNKNOWN_TYPE = 'application/octet-stream';

/** A question that is marked as identifying shows no file, whatever else the form says. */
export const blindFiles = (files: readonly AnswerFile[], form: Form | undefined): AnswerFile[] =>
  files
    .filter(({ fieldId }) =>
      form?.fields.some(
        ({ id, kind, identifying, shownToBlindJudges }) =>
          id === fieldId && kind === 'FILE' && shownToBlindJudges && !identifying,
      ),
    )
    .map(({ fieldId, mediaType, bytes }) => {
      const bare = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
      const extension = EXTENSIONS.get(bare);
      return {
        fieldId,
        fileId: '',
        name: `${fieldId}${extension ?? ''}`,
        mediaType: extension ? bare : UNKNOWN_TYPE,
        bytes,
      };
    });

export function* typed(pieces: Iterable<FilePiece>, contentType: string): Generator<FilePiece> {
  for (const piece of pieces) yield { ...piece, contentType };
}
