// The least that a program does for the same answers: one call of Tiller by gRPC, one of Swift by HTTP, each thrown
// away as it comes. minimal.mjs list|versions TILLER SWIFT
import { get } from 'node:http';
import * as grpc from '@grpc/grpc-js';

const [what, tiller, swift] = process.argv.slice(-3);
const STATUSES = Buffer.from('32090001020304050607' + '08', 'hex');
const asIs = (bytes) => bytes;
const service = (method) => [`/hapi.services.tiller.ReleaseService/${method}`, asIs, asIs];

const client = new grpc.Client(tiller, grpc.credentials.createInsecure(), {
  'grpc.max_receive_message_length': -1,
});
const metadata = new grpc.Metadata();
metadata.set('x-helm-api-client', 'v2.13.0');
let messages = 0;
if (what === 'list') {
  const list = client.makeServerStreamRequest(...service('ListReleases'), STATUSES, metadata);
  list.on('data', () => (messages += 1));
  list.on('end', () => client.close());
} else {
  client.makeUnaryRequest(...service('GetVersion'), Buffer.alloc(0), metadata, (error) => {
    if (!error) messages += 1;
    client.close();
  });
}

const path = what === 'list' ? 'releases/json?all=true' : 'version/json';
get(`${swift}/tiller/v2/${path}`, { agent: false }, (response) => {
  let bytes = 0;
  response.on('data', (chunk) => (bytes += chunk.length));
  response.on('end', () => {
    if (response.statusCode !== 200 || bytes === 0) process.exitCode = 1;
  });
});
process.on('exit', () => {
  if (messages === 0) process.exitCode = 1;
});
