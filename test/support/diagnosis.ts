// Looks into a fault server as swiftcheck would, and stops the servers of a test when it is over.

import { diagnose } from '../../src/net/diagnose.js';
import type { DiagnosisTarget } from '../../src/net/diagnose-types.js';
import type { Limits } from '../../src/net/sockets.js';
import { afterwards } from './afterwards.js';
import type { FaultServer } from './fault-server.js';

/** For each step: so long that it never is what ends a test. */
const PATIENT = 30_000;

export interface LookOptions extends Partial<Limits> {
  readonly host?: string;
}

/** What is found out about a server; messages hold PORT for its port. */
export async function look(
  starting: Promise<FaultServer>,
  protocol: DiagnosisTarget['protocol'],
  tls: DiagnosisTarget['tls'],
  { host = '127.0.0.1', timeoutMs = PATIENT, ...limits }: LookOptions = {},
) {
  const server = await starting;
  afterwards(() => server.close());
  const failure = await diagnose(
    { hop: 'swiftcheck->tiller', host, port: server.port, protocol, tls },
    { timeoutMs, ...limits },
  );
  return failure && { ...failure, message: failure.message.replaceAll(`:${server.port}`, ':PORT') };
}
