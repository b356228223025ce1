// `--print-config`: what applies, as a configuration file that says where each value came from.
import { Document, isCollection, isNode } from 'yaml';
import type { Config } from '../policy/config-file.js';
import type { Applied } from './apply-config.js';
import type { PreflightFlags } from './flags.js';
import { DEFAULT_FAIL_ON, ignored, requirements } from './policy.js';
import { SETTINGS } from './settings.js';

/** YAML that can be kept as a file: nothing secret is part of it. @throws UsageError */
export function configYaml({ flags, config, origins, unfiled }: Applied<PreflightFlags>): string {
  const document = new Document({});
  const set = (path: readonly (string | number)[], value: unknown, origin: string) => {
    document.setIn(path, document.createNode(value));
    const node: unknown = document.getIn(path, true);
    // Behind a list or mapping it would stand after its last line.
    if (isCollection(node)) node.commentBefore = ` ${origin}`;
    else if (isNode(node)) node.comment = ` ${origin}`;
  };
  if (flags.failOn === undefined) set(['failOn'], DEFAULT_FAIL_ON, 'default');
  for (const { path, flag, kind } of SETTINGS) {
    const origin = origins.get(path.join('.'));
    if (origin === undefined) continue;
    // HELM_HOST is no flag's value.
    const value = origin === 'HELM_HOST' ? process.env['HELM_HOST'] : flags[flag];
    const shown = kind.show(value);
    const partly = typeof value === 'string' && shown !== value;
    set(path, shown, partly ? `${origin}, without what may be a secret in it` : origin);
  }
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
  const applies = config
    ? ` What applies: flags, then the environment, then ${config.file}, then defaults.`
    : ' What applies: flags, then the environment, then defaults; there is no configuration file.';
  const left = unfiled.length > 0 ? `\n Left out, as no file holds it: ${unfiled.join(', ')}.` : '';
  document.commentBefore = applies + left;
  return document.toString();
}

function placeIn(config: Config | null): (path: readonly (string | number)[]) => string {
  return (path) => (config ? `${config.file}:${config.lineOf(path)}` : 'default');
}
