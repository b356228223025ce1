// The page's only script: a button beside each command, which copies the command. It sends and loads nothing, and
// without it the page lacks the buttons and nothing else.
import { createHash } from 'node:crypto';

export const SCRIPT = `
for (const box of document.querySelectorAll('.command')) {
  const code = box.querySelector('code');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-live', 'polite');
  const copied = () => {
    button.textContent = 'Copied';
  };
  const selected = () => {
    getSelection().selectAllChildren(code);
    button.textContent = 'Selected: press Ctrl+C';
  };
  button.addEventListener('click', () => {
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(copied, selected);
    else selected();
  });
  box.append(button);
}
`;

/** For the Content-Security-Policy: this script runs, and no other. */
export const SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;
