/** Content-Disposition by RFC 6266: the name as plain text for old clients, and as UTF-8 where that is another. */

// Folders and quotes of a name could lead a client astray; line ends would end the header.
const UNFIT = /[\p{Cc}"\\/]/gu;
const NOT_ASCII = /[^\x20-\x7e]|%/gu;
// RFC 8187 lists the characters that need no encoding; encodeURIComponent leaves four more.
const NOT_ENCODED = /['()*]/g;

/** @param name what the file is called; empty where nobody said */
export function disposition(name: string): string {
  const fit = name.replace(UNFIT, '_');
  if (fit === '') return 'attachment';
  const plain = fit.replace(NOT_ASCII, '_');
  return plain === fit ? `attachment; filename="${fit}"` : `attachment; filename="${plain}"; ${extended(fit)}`;
}

function extended(name: string): string {
  const hex = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return `filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replace(NOT_ENCODED, hex)}`;
}
