// Tiller's storage: every revision of every release, in the order in which Kubernetes lists ConfigMaps.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { notFound } from '../knowledge/tiller-text.js';
import { CallError } from './call-error.js';
import type { StoredRelease } from './stored-release.js';

export class ReleaseStore {
  private readonly byKey = new Map<string, StoredRelease>();

  constructor(releases: readonly StoredRelease[]) {
    for (const release of releases) this.put(release);
  }

  /** Every revision, by `<release>.v<revision>` in byte order. */
  all(): StoredRelease[] {
    return [...this.byKey.entries()]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([, release]) => release);
  }

  /** Newest first. Throws CallError for an unknown name. */
  history(name: string): [StoredRelease, ...StoredRelease[]] {
    const [latest, ...older] = this.find(name);
    if (!latest) throw new CallError(GrpcCode.UNKNOWN, notFound(name));
    return [latest, ...older];
  }

  /** `revision` 0 or less is the latest. Throws CallError if there is none. */
  get(name: string, revision: number): StoredRelease {
    const found = this.find(name).find((release) => revision <= 0 || release.revision === revision);
    if (!found) throw new CallError(GrpcCode.UNKNOWN, notFound(name, Math.max(0, revision)));
    return found;
  }

  /** Newest first; empty for an unknown name. */
  find(name: string): StoredRelease[] {
    return [...this.byKey.values()]
      .filter((release) => release.name === name)
      .sort((a, b) => b.revision - a.revision);
  }

  put(release: StoredRelease): void {
    this.byKey.set(keyOf(release), release);
  }

  remove(release: StoredRelease): void {
    this.byKey.delete(keyOf(release));
  }
}

function keyOf({ name, revision }: StoredRelease): string {
  return `${name}.v${revision}`;
}
