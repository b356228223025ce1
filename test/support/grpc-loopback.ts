import { ServerCredentials, type Server } from '@grpc/grpc-js';

/** Lets a plaintext gRPC server listen on a free port of loopback, and gives `127.0.0.1:PORT`. */
export function onLoopback(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(`127.0.0.1:${port}`);
    });
  });
}
