// The least that a program does for the same lists: one of Tiller by gRPC, one of Swift by HTTP, each thrown away as it
// comes.
import { get } from 'node:http';
import * as grpc from '@grpc/grpc-js';

const [tiller, swift] = process.argv.slice(2);
const STATUSES = Buffer.from('32090001020304050607' + '08', 'hex');
const asIs = (bytes) => bytes;

const client = new grpc.Client(tiller, grpc.credentials.createInsecure(), {
  'grpc.max_receive_message_length': -1,
});
const metadata = new grpc.Metadata();
metadata.set('x-helm-api-client', 'v2.13.0');
const list = client.makeServerStreamRequest(
  ...['/hapi.services.tiller.ReleaseService/ListReleases', asIs, asIs, STATUSES, metadata],
);
let messages = 0;
list.on('data', () => (messages += 1));
list.on('end', () => client.close());

get(`${swift}/tiller/v2/releases/json?all=true`, { agent: false }, (response) => {
  let bytes = 0;
  response.on('data', (chunk) => (bytes += chunk.length));
  response.on('end', () => {
    if (response.statusCode !== 200 || bytes === 0) process.exitCode = 1;
  });
});
process.on('exit', () => {
  if (messages === 0) process.exitCode = 1;
});
