// What is said on stderr of the throwaway release of --install while that release may be stored.
import type { Proposal, ThrowawayRelease, TillerWay } from '../evidence/throwaway.js';
import type { Evidence } from '../evidence/types.js';
import { cleanupOf, wayOf } from '../checks/shared/cleanup.js';
import { forecast } from '../checks/shared/forecast.js';
import { formatExactSize } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';

/** Before the question: what happens to others, and how the release is removed if the run cannot. */
export function proposalWords(proposal: Proposal): string {
  const { release } = proposal;
  return `${forecast(proposal).join('\n')}\nThe throwaway release is ${release.name}. swiftcheck purges it at the end of the run. If the run is killed, this command (Helm 2) removes swiftcheck's own release and no other:\n${commandLines(release)}`;
}

export function questionWords({ release, sizeBytes, evidence }: Proposal): string {
  return `Install the throwaway release, with a chart file of ${formatExactSize(sizeBytes)}, through ${tillerWords(release.way, evidence.cluster?.server)}, and purge it afterwards?`;
}

/** @param server URL of the API server, if there is one */
export function tillerWords({ target, cluster }: TillerWay, server = ''): string {
  if (!cluster?.tiller) return `Tiller at ${visible(target.address)}`;
  const { tiller, context, source } = cluster;
  const which = source === 'kubeconfig' ? ` of context ${visible(context)}` : '';
  return `the Tiller of namespace ${visible(tiller.namespace)} in the cluster${which} (${visible(server)})`;
}

/** Before the release is sent: a run that is killed can not say the command any more. */
export function sendingWords(release: ThrowawayRelease): string {
  return `Installing the throwaway release ${release.name}, which swiftcheck purges at the end of the run. If the run is killed, this command (Helm 2) removes swiftcheck's own release and no other:\n${commandLines(release)}`;
}

export function purgingWords(release: ThrowawayRelease): string {
  return `Interrupted; purging the throwaway release ${release.name}, for at most 30s. A second signal ends swiftcheck at once; then this command (Helm 2) removes swiftcheck's own release:\n${commandLines(release)}`;
}

export function abandonedWords(release: ThrowawayRelease): string {
  return `The throwaway release ${release.name} may still be stored. This command (Helm 2) removes swiftcheck's own release and no other:\n${commandLines(release)}`;
}

/** After the run, whatever becomes of the report; `null`: nothing is left to do or to avoid. */
export function leftWords(evidence: Evidence): string | null {
  const { payload } = evidence;
  if (payload?.kind !== 'install' || payload.purged.ok) return null;
  const { stored, purged, releaseName: name } = payload;
  if (stored?.ok && stored.value === 'another') {
    return `The release ${name} that is stored now is not the one that this run sent; swiftcheck left that release as it is. Do not use the command above.\n`;
  }
  if (!stored && purged.failure.kind === 'not-attempted') return null;
  const release = { name, way: wayOf(evidence) };
  if (stored && !stored.ok) {
    return `The throwaway release ${name} was not purged: whether the release of that name is the one of this run is not known. If that release is swiftcheck's, this command (Helm 2) removes the release:\n${commandLines(release)}`;
  }
  return abandonedWords(release);
}

function commandLines({ name, way }: ThrowawayRelease): string {
  const { command, notes } = cleanupOf(name, way);
  const lines = command === null ? notes : [command, ...notes];
  return lines.map((line) => `  ${visible(line)}\n`).join('');
}
