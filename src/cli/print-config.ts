// `--print-config`: the effective values, as a configuration file with the source of each value.
import { Document, isCollection, isNode } from 'yaml';
import type { Config } from '../policy/config-file.js';
import type { ConfigPath } from '../policy/config-problem.js';
import type { Applied } from './apply-config.js';
import type { PreflightFlags } from './flags.js';
import { DEFAULT_FAIL_ON, ignored, requirements } from './policy.js';
import { formatOf, SETTINGS } from './options/settings.js';
import type { OptionValues } from './options/table.js';

/** YAML for a file, without secrets. @param policy whether the command has one. @throws UsageError */
export function configYaml(
  { flags, config, origins, unfiled }: Applied<PreflightFlags>,
  policy: boolean,
): string {
  const document = new Document({});
  const set: Set = (path, value, origin) => {
    document.setIn(path, document.createNode(value));
    const node: unknown = document.getIn(path, true);
    // Behind a list or mapping it would stand after its last line.
    if (isCollection(node)) node.commentBefore = ` ${origin}`;
    else if (isNode(node)) node.comment = ` ${origin}`;
  };
  if (flags.failOn === undefined) set(['failOn'], DEFAULT_FAIL_ON, 'default');
  const values: Partial<OptionValues> = {
    ...flags,
    // HELM_HOST is no flag's value.
    ...(origins.get('tiller') === 'HELM_HOST' && { tiller: process.env['HELM_HOST'] ?? '' }),
  };
  for (const { name, path } of SETTINGS) {
    const origin = origins.get(name);
    if (origin === undefined) continue;
    const [value, shown] = [values[name], formatOf(values, name)];
    const partly = typeof value === 'string' && shown !== value;
    set(path, shown, partly ? `${origin}, without a part that can be secret` : origin);
  }
  if (policy) setPolicy(document, set, flags, config);
  const applies = config
    ? ` Effective values. Flags win, then the environment, then ${config.file}, then defaults.`
    : ' Effective values. Flags win, then the environment, then defaults. There is no configuration file.';
  const left =
    unfiled.length > 0
      ? `\n Left out, because a file cannot hold them: ${unfiled.join(', ')}.`
      : '';
  document.commentBefore = applies + left;
  return document.toString();
}

type Set = (path: ConfigPath, value: unknown, origin: string) => void;

/** What the file writes in another form than the command line. */
function setPolicy(
  document: Document,
  set: Set,
  flags: PreflightFlags,
  config: Config | null,
): void {
  const { swift, tiller, pairs } = requirements(flags, config);
  const filed = placeIn(config);
  const asked = flags.require ?? [];
  const from = (side: 'swift' | 'tiller' | 'pair', path: string) =>
    asked.some((each) => side in each) ? '--require' : filed(['require', path]);
  if (swift !== undefined) set(['require', 'swift'], swift, from('swift', 'swift'));
  if (tiller !== undefined) set(['require', 'tiller'], tiller, from('tiller', 'tiller'));
  if (pairs) set(['require', 'pairs'], pairs, from('pair', 'pairs'));
  const entries = ignored(flags, config);
  if (entries.length > 0) document.setIn(['ignore'], document.createNode([]));
  entries.forEach(({ place, ...entry }, index) => set(['ignore', index], entry, place));
}

function placeIn(config: Config | null): (path: ConfigPath) => string {
  return (path) => (config ? `${config.file}:${config.lineOf(path)}` : 'default');
}
