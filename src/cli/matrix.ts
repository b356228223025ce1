import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import { byVersion } from '../knowledge/versions.js';
import { matrixJson, matrixMarkdown, matrixText } from '../reports/matrix.js';
import type { MatrixFlags } from './flags.js';
import type { Writer } from './writer.js';

const PRINTERS = { text: matrixText, json: matrixJson, markdown: matrixMarkdown };

export function printMatrix(flags: MatrixFlags, writer: Writer): void {
  writer.out(
    PRINTERS[flags.format]({
      swift: flags.swift ? [flags.swift] : byVersion(SWIFT_RELEASES),
      tiller: flags.tiller ? [flags.tiller] : byVersion(TILLER_RELEASES),
    }),
  );
}
