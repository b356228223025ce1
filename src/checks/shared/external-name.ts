// What is said of a Service of type ExternalName.
import { visible } from '../../util/safe-text.js';
import type { Step } from '../define.js';
import { look } from '../steps.js';

export function standsFor(externalName: string): string {
  return `A Service of type ExternalName stands for another name, here ${visible(externalName)}. The Service leads to no pod.`;
}

export const EXTERNAL_URL: Step = look(
  'Give the URL of Swift at that name with `--swift`, in place of the search in the cluster.',
);
