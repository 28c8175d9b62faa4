/** The media type of a file, as its bytes show it. What the sender says is only compared with them. */
import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type';

const UNKNOWN = 'application/octet-stream';
const CFB = 'application/x-cfb';
const ZIP = 'application/zip';
const XML = 'application/xml';

/** The signature of types that have another name, or are kept in a common container. */
const SIGNED_AS: ReadonlyMap<string, string> = new Map([
  ['application/haansofthwp', CFB],
  ['application/hwp+zip', ZIP],
  ['application/msword', CFB],
  ['application/vnd.hancom.hwp', CFB],
  ['application/vnd.hancom.hwpx', ZIP],
  ['application/vnd.ms-excel', CFB],
  ['application/vnd.ms-powerpoint', CFB],
  ['application/x-hwp', CFB],
  ['application/x-zip-compressed', ZIP],
  ['image/jpg', 'image/jpeg'],
]);
const TEXT = /^text\/|[/+](?:json|x-ndjson|xml|yaml)$/;
const JSON_TYPE = /[/+]json$/;
/** Tab, ends of lines and of pages, and the sign that changes the encoding. */
const CONTROLS_OF_TEXT: ReadonlySet<number> = new Set([9, 10, 12, 13, 27]);
const UTF16_MARKS = { fffe: 'utf-16le', feff: 'utf-16be' } as const;

/** The bytes are not of the type that was sent. They show this type; empty if they show none. */
export interface Differs {
  found: string;
}

/**
 * The type under which a file is kept and served.
 * @param sent its type by its sender, which the question takes
 * @param listed false if the question takes any type: then only the bytes count, and what they cannot show is unknown
 */
export async function keptType(
  bytes: Uint8Array,
  { sent, listed }: { sent: string; listed: boolean },
): Promise<string | Differs> {
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (sent === UNKNOWN) return listed ? UNKNOWN : found || UNKNOWN;
  const signature = SIGNED_AS.get(sent) ?? (supportedMimeTypes.has(sent) && sent !== XML ? sent : '');
  if (signature) return found === signature ? sent : { found };
  if (TEXT.test(sent)) {
    if (!isTextOf(sent, bytes)) return { found };
    return listed || sent === 'text/csv' ? sent : 'text/plain';
  }
  // Nobody knows a signature of this type.
  return listed ? sent : UNKNOWN;
}

/** A text has no signature, and may be in any encoding: tables in EUC-KR are common. */
function isTextOf(type: string, bytes: Uint8Array): boolean {
  if (JSON_TYPE.test(type)) return isJson(bytes);
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const encoding = UTF16_MARKS[mark as keyof typeof UTF16_MARKS];
  const codes = encoding ? Buffer.from(new TextDecoder(encoding).decode(bytes)) : bytes;
  return codes.every((code) => (code >= 32 && code !== 127) || CONTROLS_OF_TEXT.has(code));
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
