// What Tiller does with InstallRelease. There is no cluster: every object that it is asked for exists.
import { randomInt } from 'node:crypto';
import { GrpcCode } from '../knowledge/grpc-text.js';
import { nameInUse, objectionToNewName } from '../knowledge/tiller-text.js';
import { decode, encode } from '../wire/encode.js';
import { valueOf, withField } from '../wire/fields.js';
import { CallError } from './call-error.js';
import { objectsOf } from './status-table.js';
import { quoted } from './go-text.js';
import type { ReleaseStore } from './release-store.js';
import { renderChart, type RenderedChart, type Template } from './render.js';
import { fromEncoded, ReleaseStatus, withStatus, type StoredRelease } from './stored-release.js';
import type { TillerContext } from './tiller-context.js';

/** hapi.services.tiller.InstallReleaseRequest, as far as the lab looks at it. */
interface InstallRequest {
  readonly name: string;
  readonly namespace: string;
  readonly dry_run: boolean;
  readonly reuse_name: boolean;
  readonly description: string;
  readonly chart: {
    readonly metadata: { readonly name: string; readonly version: string } | null;
    readonly templates: readonly Template[];
  } | null;
}

/** @throws CallError as Tiller ends the call; a failed install may be stored all the same. */
export function install(request: Buffer, { store }: TillerContext): Buffer {
  const wanted = decode('hapi.services.tiller.InstallReleaseRequest', request) as InstallRequest;
  const { chart, namespace } = wanted;
  if (!chart) throw failure('no chart provided');
  const name = wanted.name === '' ? newName(store) : wanted.name;
  const objection = objectionToNewName(name);
  if (objection !== null) throw failure(objection);
  const before = previousRevision(name, wanted.reuse_name, store);
  const { name: chartName = '', version: chartVersion = '' } = chart.metadata ?? {};
  const rendered = renderChart(chartName, chart.templates, {
    '.Release.Name': name,
    '.Release.Namespace': namespace,
    '.Release.Revision': '1',
    '.Chart.Name': chartName,
    '.Chart.Version': chartVersion,
  });
  const revision = wanted.dry_run ? 1 : (before?.revision ?? 0) + 1;
  const build = (status: ReleaseStatus, description: string): StoredRelease =>
    buildRelease({ request, name, namespace, revision, rendered, status, description });

  if (wanted.dry_run) return answer(build(ReleaseStatus.PENDING_INSTALL, 'Dry run complete'));
  if (before) store.put(withStatus(before, ReleaseStatus.SUPERSEDED));
  if (objectsOf(rendered.manifest).length === 0) {
    const reason = 'no objects visited';
    store.put(build(ReleaseStatus.FAILED, `Release ${quoted(name)} failed: ${reason}`));
    throw failure(`release ${name} failed: ${reason}`);
  }
  const deployed = build(ReleaseStatus.DEPLOYED, wanted.description || 'Install complete');
  store.put(deployed);
  return answer(deployed);
}

/** The revision that the new one takes over from, with `reuse`; none for a name that is free. */
function previousRevision(
  name: string,
  reuse: boolean,
  store: ReleaseStore,
): StoredRelease | undefined {
  const [latest] = store.find(name);
  if (!latest) return undefined;
  if (!reuse) throw failure(nameInUse(name));
  if (latest.status === ReleaseStatus.DELETED || latest.status === ReleaseStatus.FAILED)
    return latest;
  throw failure(`a release named ${name} is in use, cannot re-use a name that is still in use`);
}

interface NewRelease {
  /** The whole request; chart and values are taken over from it as they stand. */
  readonly request: Buffer;
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly rendered: RenderedChart;
  readonly status: ReleaseStatus;
  readonly description: string;
}

function buildRelease(release: NewRelease): StoredRelease {
  const { request, name, namespace, revision, rendered, status, description } = release;
  const now = Date.now();
  const time = {
    seconds: Math.floor(now / 1000),
    nanos: (now % 1000) * 1_000_000 + randomInt(1_000_000),
  };
  const fields = encode('hapi.release.Release', {
    name,
    info: {
      status: { code: status, notes: rendered.notes },
      first_deployed: time,
      last_deployed: time,
      Description: description,
    },
    manifest: rendered.manifest,
    version: revision,
    namespace,
  });
  const withChart = withField(fields, 3, valueOf(request, 1) ?? Buffer.alloc(0));
  const values = valueOf(request, 2);
  return fromEncoded(values ? withField(withChart, 4, values) : withChart);
}

function answer(release: StoredRelease): Buffer {
  return withField(Buffer.alloc(0), 1, release.encoded);
}

function failure(message: string): CallError {
  return new CallError(GrpcCode.UNKNOWN, message);
}

/** A name like those that Tiller makes up: an adjective and an animal. */
function newName(store: ReleaseStore): string {
  const adjectives = ['brisk', 'calm', 'dapper', 'eager', 'gentle', 'mellow', 'nimble', 'quiet'];
  const animals = ['badger', 'crane', 'dormouse', 'heron', 'lynx', 'otter', 'plover', 'vole'];
  const pairs = adjectives.flatMap((adjective) =>
    animals.map((animal) => `${adjective}-${animal}`),
  );
  const free = pairs.filter((name) => store.find(name).length === 0);
  const name = free[randomInt(Math.max(1, free.length))];
  if (name === undefined) throw failure('no available release name found');
  return name;
}
