// How the runs of several kept screens start.
import type { Refusal } from './fronts.js';
import type { Start } from '../terminal/screen.js';
import type { Stage } from '../terminal/start.js';

/** The pair that fixes the incident. */
export const CURED = 'swift@0.11.1,tiller@2.13.0';

export const small = (stage: Stage) => stage.lab(CURED, 'small');

/** Lab runs of the command itself. */
export const lab =
  (command: string, pair: string, ...more: string[]): Start =>
  () =>
    Promise.resolve([command, '--lab', pair, ...more]);

/** A pair that swiftcheck is pointed at, with Swift's release declared. */
export async function pointedAt(
  stage: Stage,
  pair: string,
  data: string,
  ...more: string[]
): Promise<string[]> {
  const { tillerAddress, swiftUrl, swift } = await stage.lab(pair, data);
  const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
  return ['probe', ...targets, '--swift-version', swift.version, ...more];
}

/** The pair that fixes the incident; one call to Tiller ends as given. */
export async function tillerEnds(
  stage: Stage,
  method: string,
  refusal: Refusal | (() => Promise<null>),
  ...more: string[]
): Promise<string[]> {
  const running = await small(stage);
  const address = await stage.tiller(running, (called) => {
    if (called !== method) return null;
    return typeof refusal === 'function' ? refusal() : refusal;
  });
  const targets = ['--tiller', address, '--swift', running.swiftUrl];
  return ['probe', ...targets, '--swift-version', '0.11.1', ...more];
}

/** The path of a list request to Swift. */
export const LIST = '/tiller/v2/releases/json';

/** The pair that fixes the incident; Swift answers the list as given. */
export async function swiftLists(stage: Stage, status: number, body: string): Promise<string[]> {
  const running = await small(stage);
  const url = await stage.swift(running, { [LIST]: [status, body] });
  return ['probe', '--tiller', running.tillerAddress, '--swift', url];
}

const PROXY = '/api/v1/namespaces/kube-system/services/helm-api:http/proxy';

/** A healthy Swift, and a Tiller at this address. */
export async function withTiller(
  stage: Stage,
  address: string,
  ...flags: string[]
): Promise<string[]> {
  const { swiftUrl } = await small(stage);
  return ['versions', '--tiller', address, '--swift', swiftUrl, ...flags];
}

/** A healthy Tiller, and a Swift at this URL. */
export async function withSwift(stage: Stage, url: string, ...flags: string[]): Promise<string[]> {
  const { tillerAddress } = await small(stage);
  return ['versions', '--tiller', tillerAddress, '--swift', url, ...flags];
}

/** What an API server answers in place of Swift. */
export async function withStatus(
  stage: Stage,
  code: number,
  reason: string,
  message: string,
): Promise<string[]> {
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code };
  const url = await stage.always(code, JSON.stringify(body));
  return withSwift(stage, `${url}${PROXY}`);
}

export async function withTls(
  stage: Stage,
  options: Parameters<Stage['certificates']>[0],
  flags: (ca: string) => string[],
): Promise<string[]> {
  const { certificates, ca } = await stage.certificates(options);
  const lab = await stage.lab(CURED, 'small', { tillerTls: certificates });
  return ['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl, ...flags(ca)];
}
