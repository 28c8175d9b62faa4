/** TLS between the processes of a network, by configuration. Without it they speak in the clear. */
import { type ChannelCredentials, credentials, ServerCredentials } from '@grpc/grpc-js';
import { readNamed, wrong } from './config-error.ts';

/** How a service answers. @throws ConfigError if it has a certificate without its key, or a key alone */
export function serverCredentials({
  TLS_CERT_FILE: certFile,
  TLS_KEY_FILE: keyFile,
}: {
  TLS_CERT_FILE?: string | undefined;
  TLS_KEY_FILE?: string | undefined;
}): ServerCredentials {
  if (!certFile && !keyFile) return ServerCredentials.createInsecure();
  if (!certFile || !keyFile) throw wrong('TLS_CERT_FILE, TLS_KEY_FILE', 'set both, or none');
  const pair = {
    cert_chain: readNamed('TLS_CERT_FILE', certFile),
    private_key: readNamed('TLS_KEY_FILE', keyFile),
  };
  return ServerCredentials.createSsl(null, [pair]);
}

/** How a service is asked: with a file, only one whose certificate that file signed. */
export const channelCredentials = (caFile: string | undefined): ChannelCredentials =>
  caFile ? credentials.createSsl(readNamed('TLS_CA_FILE', caFile)) : credentials.createInsecure();
