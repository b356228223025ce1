// Completion for shells. The words stand in the script, so that a key press starts no program, but for the contexts,
// which kubectl lists.
import type { Shell } from './shells.js';
import type { Candidates, ShellCommand, ShellFlag } from './words.js';

const CONTEXTS = 'kubectl config get-contexts -o name 2>/dev/null';

export function completionScript(shell: Shell, commands: readonly ShellCommand[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
  }
}

const namesOf = (commands: readonly { readonly names: readonly string[] }[]): string[] =>
  commands.flatMap(({ names }) => names);

/** Lines, as bash and zsh read them. A shell would take a context apart at its spaces, and bash would run `$(…)` in it. */
const linesOf = (words: readonly string[]): string => `$'${words.join(String.raw`\n`)}'`;

function bash(commands: readonly ShellCommand[]): string {
  return `# Completion of swiftcheck for bash: source <(swiftcheck completion bash)
_swiftcheck() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  local candidates='' each
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    candidates=${linesOf([...namesOf(commands), '--help', '--version'])}
  else
    case $command,$before,$word in
${valueCases(commands, 'candidates="$(compgen -f -- "$word")"')}
    esac
  fi
  while IFS= read -r each; do
    [[ -n $each && $each == "$word"* ]] && COMPREPLY+=("$each")
  done <<< "$candidates"
}
complete -o filenames -F _swiftcheck swiftcheck
`;
}

function zsh(commands: readonly ShellCommand[]): string {
  return `#compdef swiftcheck
# Completion of swiftcheck for zsh: source <(swiftcheck completion zsh), after compinit
_swiftcheck() {
  local word=\${words[CURRENT]} before=\${words[CURRENT-1]} command=\${words[2]}
  local candidates=''
  if ((CURRENT == 2)); then
    candidates=${linesOf([...namesOf(commands), '--help', '--version'])}
  else
    case $command,$before,$word in
${valueCases(commands, '_files; return')}
    esac
  fi
  compadd -- \${(f)candidates}
}
compdef _swiftcheck swiftcheck
`;
}

/**
 * The patterns of `case COMMAND,WORD BEFORE,WORD`: values of flags, then flags, then arguments.
 * @param file what offers files
 */
function valueCases(commands: readonly ShellCommand[], file: string): string {
  const assign = (lines: string) => `candidates=${lines}`;
  const action = (candidates: Candidates) => {
    if (candidates === 'file') return file;
    return assign(candidates === 'context' ? `"$(${CONTEXTS})"` : linesOf(candidates));
  };
  const lines = commands.flatMap(({ names, flags, argument }) => {
    const each = (before: readonly string[], word: string) =>
      names.flatMap((name) => before.map((one) => `${name},${one},${word}`)).join('|');
    return [
      ...flags.flatMap((flag) =>
        flag.value === null ? [] : [`      ${each(flag.names, '*')}) ${action(flag.value)} ;;`],
      ),
      `      ${each(['*'], '-*')}) ${assign(linesOf(namesOf(flags)))} ;;`,
      `      ${each(['*'], '*')}) ${action(argument)} ;;`,
    ];
  });
  return lines.join('\n');
}

function fish(commands: readonly ShellCommand[]): string {
  const first = commands.flatMap(({ names, summary }) =>
    names.map((name) => line('__fish_use_subcommand', ['-a', quoted(name)], summary)),
  );
  const rest = commands.flatMap(({ names, flags, argument }) => {
    const condition = `__fish_seen_subcommand_from ${names.join(' ')}`;
    return [
      ...flags.map((flag) => line(condition, fishFlag(flag), flag.help)),
      ...(argument === 'file' ? [line(condition, ['-F'], '')] : []),
      ...(typeof argument === 'object' && argument.length > 0
        ? [line(condition, ['-a', quoted(argument.join(' '))], '')]
        : []),
    ];
  });
  return `# Completion of swiftcheck for fish: swiftcheck completion fish | source
complete -c swiftcheck -f
${[...first, ...rest].join('\n')}
`;
}

function line(condition: string, words: readonly string[], help: string): string {
  const about = help === '' ? [] : ['-d', quoted(help)];
  return ['complete -c swiftcheck -n', quoted(condition), ...words, ...about].join(' ');
}

function fishFlag({ names, value }: ShellFlag): string[] {
  const flags = names.flatMap((name) => [
    name.startsWith('--') ? '-l' : '-s',
    name.replace(/^-+/, ''),
  ]);
  if (value === null) return flags;
  if (value === 'file') return [...flags, '-r', '-F'];
  const words = value === 'context' ? `(${CONTEXTS})` : value.join(' ');
  return [...flags, '-x', ...(words === '' ? [] : ['-a', quoted(words)])];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
