import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import { byVersion } from '../knowledge/versions.js';
import { toAscii } from '../reports/ascii.js';
import { matrixJson, matrixMarkdown, matrixText } from '../reports/matrix.js';
import type { MatrixFlags } from './options/commands.js';
import { useAscii, type Writer } from './writer.js';

const PRINTERS = { text: matrixText, json: matrixJson, markdown: matrixMarkdown };

export function printMatrix(flags: MatrixFlags, writer: Writer): void {
  const text = PRINTERS[flags.format]({
    swift: flags.swift ? [flags.swift] : byVersion(SWIFT_RELEASES),
    tiller: flags.tiller ? [flags.tiller] : byVersion(TILLER_RELEASES),
  });
  const ascii = flags.format === 'text' && useAscii(flags.ascii === true, process.env);
  writer.out(ascii ? toAscii(text) : text);
}
