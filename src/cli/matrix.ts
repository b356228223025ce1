import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import { byVersion } from '../knowledge/versions.js';
import { toAscii } from '../reports/ascii.js';
import { matrixJson, matrixMarkdown, matrixText } from '../reports/matrix.js';
import type { Asked } from '../reports/matrix-for.js';
import { UsageError } from '../util/usage-error.js';
import type { MatrixFlags } from './options/commands.js';
import { printPages } from './pages.js';
import { useAscii, type Writer } from './writer.js';

const PRINTERS = { text: matrixText, json: matrixJson, markdown: matrixMarkdown };

/** @throws UsageError for flags that ask for two things */
export async function printMatrix(flags: MatrixFlags, writer: Writer): Promise<void> {
  const { swift, tiller, forTiller, forSwift } = flags;
  if ([forTiller, forSwift, swift ?? tiller].filter((one) => one !== undefined).length > 1) {
    throw new UsageError(
      '--for-tiller, --for-swift, and --swift with --tiller ask for different things: give one of them.',
    );
  }
  const asked: Asked | null = forTiller
    ? { program: 'tiller', release: forTiller }
    : forSwift
      ? { program: 'swift', release: forSwift }
      : null;
  if (asked) {
    const { partnersJson, partnersPage } = await import('../reports/matrix-for.js');
    printPages([partnersPage(asked)], partnersJson(asked), flags, writer);
    return;
  }
  const text = PRINTERS[flags.format]({
    swift: swift ? [swift] : byVersion(SWIFT_RELEASES),
    tiller: tiller ? [tiller] : byVersion(TILLER_RELEASES),
  });
  const ascii = flags.format === 'text' && useAscii(flags.ascii === true, process.env);
  writer.out(ascii ? toAscii(text) : text);
}
