// What of Tiller's container decides where and how long it stores.
import type { TillerSettings } from '../evidence/cluster.js';
import type { Container } from './pods.js';
import { isShell } from './swift-arguments.js';
import { isInVariable } from './variables.js';

const FLAGS = ['history-max', 'listen', 'storage'];
const DEFAULT_STORAGE = 'configmap';

export function readTillerSettings(container: Container | undefined): TillerSettings {
  const { commandLine = [], tillerEnv = {} } = container ?? {};
  const readable = !isShell(commandLine) && !isInVariable(commandLine, FLAGS);
  const flag = (name: string) => (readable ? valueOf(commandLine, name) : undefined);
  const listen = flag('listen');
  const max = Number(flag('history-max') ?? tillerEnv.TILLER_HISTORY_MAX ?? 0);
  return {
    readable,
    storage: flag('storage') ?? DEFAULT_STORAGE,
    ...(listen !== undefined && { listen }),
    namespace: tillerEnv.TILLER_NAMESPACE ?? null,
    // As Tiller does with what is no number.
    historyMax: Number.isInteger(max) ? max : 0,
  };
}

/** The value of `--name=value` or `--name value`, with one dash or two; the last one counts. */
function valueOf(commandLine: readonly string[], name: string): string | undefined {
  let value: string | undefined;
  commandLine.forEach((argument, index) => {
    const plain = argument.replace(/^--?(?=[a-z])/, '--');
    if (plain === `--${name}`) value = commandLine[index + 1];
    if (plain.startsWith(`--${name}=`)) value = plain.slice(name.length + 3);
  });
  return value;
}
