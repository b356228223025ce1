// The text report of one judgement, or of several with an overview at the end.
import { joined } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { END } from './layout.js';
import { overview } from './overview.js';
import { paint } from './paint.js';
import { textReport } from './text.js';
import { standingAlone, type Render } from './types.js';

export const textSet: Render = (reports, options) => {
  const ink = paint(options.colour);
  const parts = reports.map(({ name, judgement }) => {
    const text = textReport(judgement, options);
    return name === null ? text : joined([ink.strong(`=== ${name}`), text, END], '\n');
  });
  const whole = joined(
    standingAlone(reports) ? parts : [...parts, overview(reports, options, ink)],
  );
  return options.ascii ? toAscii(whole) : whole;
};
