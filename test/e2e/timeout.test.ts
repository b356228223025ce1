// A port that accepts and stays mute: the report separates the time of a call from the time of the diagnosis.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { swiftcheckJson } from '../support/cli.js';
import { startClosedPort, startSilent, type FaultServer } from '../support/fault-server.js';

let mute: FaultServer;
let closedSwift: string;
beforeAll(async () => {
  mute = await startSilent();
  closedSwift = `http://127.0.0.1:${(await startClosedPort()).port}`;
});
afterAll(() => mute.close());

it('the time of a call is shown apart from the time of the look into its connection', async () => {
  const started = performance.now();
  const { stderr, report } = await swiftcheckJson(
    ...['versions', '--tiller', `127.0.0.1:${mute.port}`, '--swift', closedSwift],
    ...['--timeout', '2s', '-v'],
  );
  const whole = performance.now() - started;
  const line =
    /^ +[\d.]+ s {2}Tiller GetVersion: .* sent nothing within 2\.0 s while .*\. \(and ([\d.]+) s for a look into the connection\)$/m;
  expect(stderr).toMatch(line);
  const [, looked = ''] = line.exec(stderr) ?? [];
  const { ms } = report.evidence.tiller.version;
  // In tenths of a second.
  expect(Number(looked)).toBeGreaterThanOrEqual(1.9);
  expect(ms).toBeGreaterThanOrEqual(1_900);
  // Were the look a part of the call it would be counted twice here.
  expect(ms + Number(looked) * 1_000).toBeLessThan(whole + 100);
});
