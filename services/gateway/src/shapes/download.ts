/** A stream of raw bytes down: files, calendars, printable pages. The first piece says what they are. */
import { toBinary } from '@bufbuild/protobuf';
import type { ServiceError } from '@grpc/grpc-js';
import { Rejection } from '@naru/kit/rejection';
import { SECURITY_HEADERS } from '../answer.ts';
import { rawStream } from '../client.ts';
import { drained, type Exchange } from '../exchange.ts';
import { CallerGone, refusalOf } from '../problem.ts';
import { readPiece } from './http-body.ts';
import { lifeOf } from './life.ts';

const UNKNOWN_TYPE = 'application/octet-stream';

export async function answerDownload(exchange: Exchange): Promise<void> {
  const { response, plan, channel, message, metadata } = exchange;
  const { path, input } = plan.method;
  const life = lifeOf(exchange);
  const call = rawStream(channel, path, toBinary(input, message), { metadata });
  life.onEnd((reason) => call.destroy(reason));
  try {
    for await (const bytes of call) {
      const { contentType, data } = readPiece(plan.method.output, bytes);
      if (!response.headersSent)
        response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': contentType || UNKNOWN_TYPE });
      if (data.length > 0 && !response.write(data)) await drained(response, life.ended);
    }
    if (!response.headersSent) response.writeHead(204, SECURITY_HEADERS);
    response.end();
  } catch (error) {
    // Once bytes are out, only a broken connection tells the caller that the rest is missing.
    throw error instanceof Rejection || error instanceof CallerGone ? error : refusalOf(error as ServiceError, path);
  } finally {
    life.done();
    call.cancel();
  }
}
