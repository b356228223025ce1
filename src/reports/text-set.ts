// The text report of one judgement, or of several with an overview at the end.
import { visible } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { overview } from './overview.js';
import { paint } from './paint.js';
import { textReport } from './text.js';
import { standingAlone, type Render } from './types.js';

export const textSet: Render = (reports, options) => {
  const ink = paint(options.colour);
  const parts = reports.map(({ name, judgement }) => {
    const text = textReport(judgement, options);
    return name === null ? text : `${ink.strong(`=== ${visible(name)}`)}\n${text}\n`;
  });
  const whole = parts.join('') + (standingAlone(reports) ? '' : overview(reports, options, ink));
  return options.ascii ? toAscii(whole) : whole;
};
