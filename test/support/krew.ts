// What krew demands of a manifest: internal/index/validation/validate.go of kubernetes-sigs/krew.
interface Platform {
  readonly uri?: string;
  readonly sha256?: string;
  readonly bin?: string;
  readonly files?: readonly { readonly from?: string; readonly to?: string }[];
  readonly selector?: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly { readonly key: string }[];
  };
}

export interface KrewManifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    readonly version?: string;
    readonly shortDescription?: string;
    readonly platforms?: readonly Platform[];
  };
}

/** What krew would refuse; empty: nothing. */
export function krewProblems(
  name: string,
  { apiVersion, kind, metadata, spec }: KrewManifest,
): string[] {
  const { version = '', shortDescription = '', platforms = [] } = spec;
  const rules: readonly (readonly [holds: boolean, problem: string])[] = [
    [apiVersion === 'krew.googlecontainertools.github.com/v1alpha2', 'apiVersion'],
    [kind === 'Plugin', 'kind'],
    [/^[\w-]+$/.test(name) && metadata?.name === name, 'name'],
    [shortDescription !== '' && !/[\r\n]/.test(shortDescription), 'shortDescription'],
    [/^v\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version), 'version'],
    [platforms.length > 0, 'platforms'],
  ];
  return [
    ...rules.flatMap(([holds, problem]) => (holds ? [] : [problem])),
    ...platforms.flatMap(platformProblems),
  ];
}

function platformProblems({ uri, sha256 = '', bin, files, selector }: Platform): string[] {
  const keys = [
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(({ key }) => key),
  ];
  const rules: readonly (readonly [holds: boolean, problem: string])[] = [
    [Boolean(uri), 'uri'],
    [/^[a-f0-9]{64}$/.test(sha256), 'sha256'],
    [Boolean(bin), 'bin'],
    [files === undefined || files.length > 0, 'files'],
    [(files ?? []).every(({ from, to }) => Boolean(from) && Boolean(to)), 'files'],
    [keys.length > 0 && keys.every((key) => key === 'os' || key === 'arch'), 'selector'],
  ];
  return rules.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}
