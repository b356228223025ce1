// GitHub's parser of workflows and actions. It imports JSON without the attribute that Node asks for, so
// it is loaded with that attribute added.
import { register } from 'node:module';

const HOOK = `export const load = (url, context, next) => next(url,
  url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;
register(`data:text/javascript,${encodeURIComponent(HOOK)}`);

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } =
  await import('@actions/workflow-parser');
const { parseAction } = await import('@actions/workflow-parser/actions/index');
const untraced = new NoOperationTraceWriter();

/** What it has against a workflow. */
export async function workflowComplaints(content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: 'workflow.yaml', content }, untraced);
  if (!value) throw new Error('the workflow is empty');
  const { errors = [] } = await convertWorkflowTemplate(context, value);
  return [
    ...context.errors.getErrors().map(({ message }) => message),
    ...errors.map(({ Message }) => Message),
  ];
}

/** The same of an action. */
export function actionComplaints(content: string): string[] {
  const { context } = parseAction({ name: 'action.yml', content }, untraced);
  return context.errors.getErrors().map(({ message }) => message);
}
