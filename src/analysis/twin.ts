// What a twin of the probed Tiller stores: every revision with its sizes, as far as the evidence shows them.
import { distinct } from '../evidence/identity.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { listHeaderBytes, stringFieldBytes } from '../predict/sizes.js';
import { plural } from '../util/bytes.js';
import { lengthDelimitedBytes, varintBytes } from '../util/protobuf-size.js';
import type { Analysis } from './analysis.js';

export type Twin =
  | {
      readonly releases: readonly MeasuredRelease[];
      /** One of these, of which only the size of the whole is known. Absent: all were listed. */
      readonly standIn?: MeasuredRelease;
    }
  /** Why there is none: a sentence. */
  | { readonly missing: string };

export function twinOf({ evidence, stored }: Analysis): Twin {
  if (stored?.whole === true) return { releases: stored.releases };
  const { list, fullList } = evidence.tiller;
  if (!list) {
    const { command } = evidence;
    return { missing: `\`swiftcheck ${command}\` lists no releases; \`swiftcheck probe\` does.` };
  }
  const full = fullList && (fullList.ok ? fullList.value : fullList.partial);
  const plain = list.ok ? list.value : list.partial;
  const listed = distinct([...(plain?.releases ?? []), ...(full?.releases ?? [])]);
  const total = full?.total ?? plain?.total;
  if (total === undefined) return { missing: 'The direct list of releases failed.' };
  const completed = total === listed.length + 1 ? withUnlisted(evidence, listed) : null;
  return (
    completed ?? {
      missing: `The evidence holds the sizes of ${listed.length} of ${plural(total, 'stored revision')}.`,
    }
  );
}

/**
 * With the one revision that Tiller refused to send. Its refusal names the size of a message that held this
 * revision alone; its place is behind those that came before.
 */
function withUnlisted(
  { tiller: { list, fullList } }: Evidence,
  listed: readonly MeasuredRelease[],
): Twin | null {
  const refused = [fullList, list].find((each) => each !== undefined && !each.ok);
  if (!refused) return null;
  const size = readSizeError(refused.failure.message);
  const last = listed.at(-1);
  if (size?.direction !== 'send' || !last) return null;
  const parts = fullList && !fullList.ok ? fullList.partial?.parts : undefined;
  const plain = list && !list.ok ? list.partial : undefined;
  // A list of one name counts what it matches; a message of the plain list counts all.
  const header = parts ? { count: 1, total: 1, next: '' } : plain;
  if (!header) return null;
  const framed = size.messageBytes - listHeaderBytes(header);
  const name = parts?.at(-1)?.next ?? `${last.name}z`;
  // With other revisions of its name, the message that Tiller refused held these, too.
  if (listed.some((release) => release.name === name)) return null;
  const standIn = ofSize(name, last.namespace, withoutFrame(framed));
  return { releases: [...listed, standIn], standIn };
}

/** A deployed revision with everything in a file of its chart. */
function ofSize(name: string, namespace: string, bytes: number): MeasuredRelease {
  // A status with its code.
  const infoBytes = 4;
  const summaryBytes =
    stringFieldBytes(name) + lengthDelimitedBytes(infoBytes) + 2 + stringFieldBytes(namespace);
  const chart = withoutFrame(bytes - summaryBytes);
  return {
    ...{ name, namespace, revision: 1, status: 'DEPLOYED', bytes, summaryBytes, infoBytes },
    parts: {
      notesBytes: 0,
      configBytes: 0,
      manifestBytes: 0,
      hooksBytes: 0,
      chartMetadataBytes: 0,
      chartTemplatesBytes: 0,
      chartValuesBytes: 0,
      chartFilesBytes: withoutFrame(chart),
      chartDependenciesBytes: 0,
    },
  };
}

/** Without tag and length; of sizes far from where a length takes a byte more. */
function withoutFrame(bytes: number): number {
  return bytes - 1 - varintBytes(bytes);
}
