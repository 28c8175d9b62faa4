/** google.api.HttpBody: bytes with a content type, the only message that is not JSON outside. */
import { create, type DescField, type DescMessage, fromBinary, type Message, toBinary } from '@bufbuild/protobuf';
import { FileFacts } from '@naru/contracts/common/v1/file';

/** One piece of a stream to the caller. The first piece names the file. */
export interface HttpBody {
  contentType: string;
  data: Uint8Array;
  facts: FileFacts;
}

interface Wire {
  contentType: string;
  data: Uint8Array;
  extensions: { typeUrl: string; value: Uint8Array }[];
}

const NO_FACTS: FileFacts = { name: '', etag: '' };

/** Reads one piece of a stream to the caller. The descriptor comes from the image, so its type is stated here. */
export function readPiece(desc: DescMessage, bytes: Uint8Array): HttpBody {
  // A dynamic message has its fields by their names.
  const { contentType, data, extensions } = fromBinary(desc, bytes) as Message as unknown as Wire;
  const facts = extensions.find(({ typeUrl }) => typeUrl.endsWith(`/${FileFacts.$type}`));
  return { contentType, data, facts: facts ? FileFacts.decode(facts.value) : NO_FACTS };
}

/** Makes the bytes of one piece of an upload. */
export type WritePiece = (piece: { contentType: string; data: Uint8Array }, into: Message | null) => Uint8Array;

/** @param field the request field that holds the piece; null if the request is the piece */
export function pieceWriter(input: DescMessage, field: DescField | null): WritePiece {
  const body = field?.message ?? input;
  return (piece, into) => {
    const message = create(body, { ...piece });
    return toBinary(input, field ? Object.assign(into ?? create(input), { [field.localName]: message }) : message);
  };
}
