/** RPCs for the files of applications: an upload into a draft, a download for those who may read the application. */
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { notFound, Rejection } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { fileNameOf } from '../../standards/file.ts';
import { bareType, bytesMaxOf, requireFileField } from './answers.ts';
import type { Application } from './application.ts';
import { attachFile } from './decide.ts';
import type { ApplicationFiles } from './file-store.ts';
import { gather, piecesOf, requireType } from './files.ts';
import { toProto } from './message.ts';
import { type ApplicationNeighbours, circumstancesOf, sceneOf } from './rpc.ts';
import type { ApplicationStore } from './store.ts';

type FileRpcs = Pick<Handlers<typeof ProgramServiceDefinition>, 'uploadApplicationFile' | 'getApplicationFile'>;

export function fileRpcs(
  applications: ApplicationStore,
  files: ApplicationFiles,
  neighbours: Pick<ApplicationNeighbours, 'round' | 'venture'>,
): FileRpcs {
  const scene = sceneOf(applications, neighbours);
  return {
    uploadApplicationFile: async ({ first: { id, fieldId, name: given, file, etag }, pieces }, call) => {
      const name = fileNameOf(given);
      const { application, round, venture } = await scene.of(id);
      const sent = bareType(file?.contentType || 'application/octet-stream');
      const field = requireFileField(round.form, fieldId, sent);
      const circumstances = circumstancesOf(round, venture, call.now);
      // The check comes before the bytes are received.
      attachFile(application, { fieldId, fileId: '', name, mediaType: sent, bytes: 0 }, circumstances);
      const bytes = await gather(pieces, bytesMaxOf(field));
      const mediaType = await requireType(bytes, sent, field);
      const fileId = call.newId('fil');
      const kept = { _id: fileId, applicationId: id, fieldId, keptAt: call.now };
      await files.keep({ ...kept, mediaType, bytes });
      const attached = { fieldId, fileId, name, mediaType, bytes: bytes.length };
      let replaced: string[] = [];
      const verb = (draft: Application | null) => {
        replaced = (draft?.files ?? []).filter((file) => file.fieldId === fieldId).map((file) => file.fileId);
        return attachFile(draft, attached, circumstances);
      };
      const { state, version } = await applications.change(id, verb, call, { etag }).catch(async (error: unknown) => {
        if (error instanceof Rejection) await files.drop([fileId]);
        throw error;
      });
      await files.drop(replaced.filter((one) => one !== fileId));
      await files.dropLeft(kept);
      return toProto(state, version);
    },
    getApplicationFile: async function* ({ id, fieldId }) {
      const { application } = await scene.of(id);
      const named = application.files.find((file) => file.fieldId === fieldId);
      const file = named && (await files.find(named.fileId));
      if (!file) throw notFound('file', fieldId);
      yield* piecesOf(file, named.name);
    },
  };
}
