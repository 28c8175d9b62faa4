/** Certificates for TLS between the processes of one machine, made when asked for. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { LOOPBACK } from './ports.ts';

export interface Certificates {
  /** It signs itself, so it is also what every process trusts. */
  caFile: string;
  certFile: string;
  keyFile: string;
}

const DAYS = 397;
const DAY_MS = 24 * 3_600_000;
/** Kinds of names in a certificate: of a host, and of an address. */
const [DNS, IP] = [2, 7] as const;

/** One certificate for this machine's own address, made anew at each start, so that it never expires in a run. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: DNS, value: 'localhost' },
          { type: IP, ip: LOOPBACK },
        ],
      },
    ],
  });
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key, { mode: 0o600 });
  return { caFile: certFile, certFile, keyFile };
}
