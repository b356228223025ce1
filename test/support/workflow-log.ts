// What the runner of GitHub Actions makes of the lines that a step writes, as far as commands go: `::` at
// the beginning of a line, spaces before it left out, `##[` anywhere, and neither after `stop-commands`
// until its token comes back. After actions/runner, ActionCommand.cs and ActionCommandManager.cs.

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export function readWorkflowLog(text: string): WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let token: string | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const command = commandOf(line.trimStart());
    if (token !== null) {
      if (command?.name === token) token = null;
    } else if (command?.name === 'stop-commands') {
      token = command.message;
    } else if (command) {
      commands.push(command);
    } else if (line.includes('##[')) {
      commands.push({ name: 'old', properties: {}, message: line });
    }
  }
  if (token !== null) throw new Error('commands are still stopped at the end');
  return commands;
}

function commandOf(line: string): WorkflowCommand | null {
  const [, name = '', list = '', message = ''] = /^::([^ :]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  if (name === '') return null;
  const properties = list.split(',').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key, unescaped(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','))];
  });
  return {
    name,
    properties: Object.fromEntries(properties) as Record<string, string>,
    message: unescaped(message),
  };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
