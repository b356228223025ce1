// Lines of text at a given width.

export const WIDTH = 80;

/** Breaks a text at spaces. A word longer than the width stands alone, unbroken: it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A label in the margin with a wrapped text beside it. */
export function labelled(label: string, text: string, margin: number, width = WIDTH): string[] {
  return wrap(text, width - margin).map(
    (line, index) => `${(index === 0 ? label : '').padEnd(margin)}${line}`,
  );
}

/** Rows of cells, each column as wide as its widest cell; the last one is wrapped at `width`. */
export function table(
  rows: readonly (readonly string[])[],
  indent = 2,
  gap = 3,
  width = Infinity,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.flatMap((row) => {
    const before = row
      .slice(0, -1)
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + gap))
      .join('');
    const margin = indent + before.length;
    return labelled(' '.repeat(indent) + before, row.at(-1) ?? '', margin, width).map((line) =>
      line.trimEnd(),
    );
  });
}
