/** One request, one reply, both JSON. */
import { toBinary } from '@bufbuild/protobuf';
import type { ServiceError } from '@grpc/grpc-js';
import { answer } from '../answer.ts';
import { rawUnary } from '../client.ts';
import { type Exchange, replyJson } from '../exchange.ts';
import { refusalOf } from '../problem.ts';

export async function answerUnary(exchange: Exchange): Promise<void> {
  const { request, response, plan, channel, message, metadata, deadlineMs, gone } = exchange;
  const { path, input, output } = plan.method;
  const options = { deadlineMs, metadata, signal: gone, idempotent: plan.httpMethod === 'GET' };
  let reply: Buffer;
  try {
    reply = await rawUnary(channel, path, toBinary(input, message), options);
  } catch (error) {
    throw refusalOf(error as ServiceError, path);
  }
  answer(request, response, { status: 200, body: JSON.stringify(replyJson(output, reply)) });
}
