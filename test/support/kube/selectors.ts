// Label and field selectors, as in the query of a list.
import type { KubeObject } from './objects.js';
import { badRequest, Refused } from './status.js';

type Labels = Readonly<Record<string, string>>;
type Predicate = (object: KubeObject) => boolean;

/** `app=helm,name!=x,tier in (a, b),!canary`. @throws Refused for anything else */
export function labelSelector(text: string): Predicate {
  const requirements = splitOutsideParentheses(text).map(requirement);
  return ({ metadata }) => requirements.every((holds) => holds(metadata.labels ?? {}));
}

function requirement(text: string): (labels: Labels) => boolean {
  const set = /^([\w./-]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    const within = ({ [key]: value }: Labels) => value !== undefined && values.includes(value);
    return operator === 'in' ? within : (labels) => !within(labels);
  }
  const equality = /^([\w./-]+)\s*(==?|!=)\s*([\w.-]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return operator === '!='
      ? (labels) => labels[key] !== value
      : (labels) => labels[key] === value;
  }
  const existence = /^(!?)\s*([\w./-]+)$/.exec(text);
  if (!existence) throw new Refused(badRequest(`unable to parse requirement: ${text}`));
  const [, not = '', key = ''] = existence;
  return (labels) => key in labels === (not === '');
}

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const FIELDS: Readonly<Record<string, (object: KubeObject) => unknown>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace,
  'status.phase': ({ status }) => (status as { phase?: string } | undefined)?.phase,
};

/** `metadata.name=x,status.phase!=Running`. @throws Refused for a field that cannot be selected by */
export function fieldSelector(text: string): Predicate {
  const terms = fieldTerms(text).map(({ field, not, value }) => {
    const read = FIELDS[field];
    if (!read) throw new Refused(badRequest(`field label not supported: ${field}`));
    return (object: KubeObject) => (read(object) === value) !== not;
  });
  return (object) => terms.every((holds) => holds(object));
}

export function fieldTerms(text: string): { field: string; not: boolean; value: string }[] {
  return text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^([^=!]+)(!=|==?)(.*)$/.exec(term);
      if (!match) throw new Refused(badRequest(`invalid selector: '${term}'`));
      return { field: match[1] ?? '', not: match[2] === '!=', value: match[3] ?? '' };
    });
}
