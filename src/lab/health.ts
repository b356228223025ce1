// grpc.health.v1.Health for one service that is up as long as the server is.
import type { Server } from '@grpc/grpc-js';
import { decode, encode } from '../wire/encode.js';
import { CallError } from './call-error.js';
import { Service } from './grpc-server.js';

const SERVING = 1;
const NOT_FOUND = 5;

export function serveHealth(server: Server, serviceName: string): void {
  const health = new Service(server, 'grpc.health.v1.Health', {
    checkRequest: () => undefined,
    sendLimitBytes: null,
  });
  health.unary('Check', ({ request }) => {
    const { service } = decode('grpc.health.v1.HealthCheckRequest', request) as { service: string };
    if (service !== '' && service !== serviceName) {
      throw new CallError(NOT_FOUND, 'unknown service');
    }
    return encode('grpc.health.v1.HealthCheckResponse', { status: SERVING });
  });
}
