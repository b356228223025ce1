// `${{ … }}` of workflows and actions, by the library that GitHub itself uses.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';

/** `inputs`, `steps`, `secrets`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** Every expression in a text, replaced by what it comes to. */
export function filledIn(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, 'success').coerceString(),
  );
}

export type Status = 'success' | 'failure';

/** Whether a step runs: without a word about the status, only after nothing but successes. */
export function holds(condition: string, contexts: Contexts, status: Status): boolean {
  const expression = condition.replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const asksStatus = /\b(always|cancelled|success|failure)\s*\(/.test(expression);
  if (!asksStatus && status === 'failure') return false;
  const value = evaluate(expression, contexts, status);
  return value.kind === data.Kind.Boolean ? value.value : value.coerceString() !== '';
}

function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions: FunctionDefinition[] = Object.entries({
    ...{ always: true, cancelled: false },
    ...{ success: status === 'success', failure: status === 'failure' },
  }).map(([name, value]) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  const byName = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(tree, known, byName).evaluate();
}
