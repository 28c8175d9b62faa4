/** google.api.HttpBody: bytes with a content type, the one message that is not JSON outside. */
import { create, type DescField, type DescMessage, fromBinary, type Message, toBinary } from '@bufbuild/protobuf';

interface HttpBody {
  contentType: string;
  data: Uint8Array;
}

/** Reads one piece of a stream down. The descriptor comes from the image, so the shape is stated here. */
export const readPiece = (desc: DescMessage, bytes: Uint8Array): HttpBody =>
  fromBinary(desc, bytes) as Message as unknown as HttpBody;

/** Makes the bytes of one piece of a stream up. */
export type WritePiece = (piece: HttpBody, into: Message | null) => Uint8Array;

/** @param field the request's field that holds the piece; null where the request is the piece. */
export function pieceWriter(input: DescMessage, field: DescField | null): WritePiece {
  const body = field?.message ?? input;
  return (piece, into) => {
    const message = create(body, { ...piece });
    return toBinary(input, field ? Object.assign(into ?? create(input), { [field.localName]: message }) : message);
  };
}
