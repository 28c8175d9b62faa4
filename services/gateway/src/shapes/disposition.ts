/** Content-Disposition by RFC 6266: the name as plain text for old clients, and as UTF-8 if that differs. */

// Path separators and quotes in a name could mislead a client; line ends would end the header.
const UNFIT = /[\p{Cc}"\\/]/gu;
const NOT_ASCII = /[^\x20-\x7e]|%/gu;
// RFC 8187 lists the characters that need no encoding. encodeURIComponent leaves four more unencoded.
const NOT_ENCODED = /['()*]/g;

/** @param name the name of the file; empty if it has none */
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
