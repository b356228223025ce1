// `swiftcheck lab`: the embedded pair in the foreground, for any client.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plural } from '../util/bytes.js';
import { fileProblem } from '../util/file-words.js';
import { UsageError } from '../util/usage-error.js';
import { withInterrupts } from './interrupts.js';
import type { LabFlags } from './options/commands.js';
import { labPair } from './parse.js';
import type { Writer } from './writer.js';

/** A stopped lab closes its connections within this time, in milliseconds. */
const END_MS = 5_000;

/** Runs until a signal. @throws UsageError where a port is taken or the data cannot be read */
export async function runLab(flags: LabFlags, writer: Writer): Promise<void> {
  const goodbye = { first: () => null, last: () => null, graceMs: () => END_MS, say: writer.err };
  await withInterrupts(goodbye, (interrupted) => labUntil(interrupted, flags, writer));
}

/** @throws UsageError */
async function labUntil(interrupted: AbortSignal, flags: LabFlags, writer: Writer): Promise<void> {
  const { startLab } = await import('../lab/lab.js');
  const { labData } = await import('./lab-data.js');
  const { set: data, pair, caveat } = await labData(flags.data, flags.size);
  const { swift, tiller } = labPair('', {
    ...pair,
    ...(flags.swift && { swift: flags.swift }),
    ...(flags.tiller && { tiller: flags.tiller }),
  });
  if (caveat !== undefined) writer.err(`${caveat}\n`);
  const tls = flags.tillerTls || flags.swiftTls ? await throwawayAuthority() : null;
  const lab = await startLab({
    ...{ swift, tiller, data },
    ...(flags.tillerPort !== undefined && { tillerPort: flags.tillerPort }),
    ...(flags.swiftPort !== undefined && { swiftPort: flags.swiftPort }),
    ...(tls && flags.tillerTls && { tillerTls: tls.certificates }),
    ...(tls && flags.swiftTls && { swiftTls: tls.certificates }),
    ...(flags.tillerDown && { tillerDown: true }),
    ...(flags.tillerDelay !== undefined && { tillerDelayMs: flags.tillerDelay }),
  }).catch((error: unknown) => {
    tls?.remove();
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
      throw new UsageError(`the port cannot be used: ${error.message}`, { cause: error });
    }
    throw error;
  });
  try {
    const tillerTls = tls && flags.tillerTls ? ` --tls-verify --tls-ca-cert ${tls.caFile}` : '';
    const swiftTls = tls && flags.swiftTls ? ` --cacert ${tls.caFile}` : '';
    writer.out(
      `LAB: Swift ${lab.swift.version} in front of Tiller ${lab.tiller.version}, on loopback only, with ${plural(data.releases.length, 'stored revision')} (${data.name}).

  Tiller  ${lab.tillerAddress}${flags.tillerDown ? ' (stopped: the port is closed)' : ''}
  Swift   ${lab.swiftUrl}

Try, in another terminal:
  swiftcheck probe --tiller ${lab.tillerAddress}${tillerTls} --swift ${lab.swiftUrl}${swiftTls}
  curl${swiftTls} '${lab.swiftUrl}/tiller/v2/releases/json?all=true'
  helm --host ${lab.tillerAddress}${tillerTls} ls --all

Ctrl-C ends it.
`,
    );
    if (!interrupted.aborted) await once(interrupted, 'abort');
  } finally {
    await lab.close();
    tls?.remove();
  }
}

/** Certificates of an authority that lives as long as the lab, and its own certificate in a file. */
async function throwawayAuthority() {
  const { makeCertificates } = await import('../lab/certificates.js');
  const certificates = await makeCertificates();
  const folder = temporaryFolder();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, certificates.ca.cert);
  const remove = () => {
    rmSync(folder, { recursive: true });
  };
  return { certificates, caFile, remove };
}

/** @throws UsageError */
function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'swiftcheck-lab-'));
  } catch (error) {
    throw new UsageError(
      `the lab keeps its certificate in ${tmpdir()} (TMPDIR), and cannot: ${fileProblem(error)}.`,
      { cause: error },
    );
  }
}
