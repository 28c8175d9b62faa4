// Generates TypeScript (src/gen) from proto/, and the descriptor image for routes, rules and the catalogue. The
// comments are in a second image, so that only the process that shows them (the gateway with its API page) holds them
// in memory.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { writeOut } from './src/field-rules.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bin = path.join(root, 'node_modules/.bin');
const buf = (...args) =>
  execFileSync(path.join(bin, 'buf'), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
  });

buf(
  'generate',
  '--template',
  'libs/contracts/buf.gen.yaml',
  '--path',
  'proto/naru',
  '--path',
  'proto/google',
  '--path',
  'proto/grpc',
);
buf('build', '--exclude-source-info', '-o', 'libs/contracts/image.binpb');
// Here and not where the image is read: every process would pay for it at its start.
const image = path.join(root, 'libs/contracts/image.binpb');
const files = fromBinary(FileDescriptorSetSchema, readFileSync(image));
writeOut(createFileRegistry(files));
writeFileSync(image, toBinary(FileDescriptorSetSchema, files));
buf('build', '-o', 'libs/contracts/comments.binpb');
