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

/** Rows of cells, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[], indent = 2, gap = 3): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    (
      ' '.repeat(indent) +
      row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + gap)).join('')
    ).trimEnd(),
  );
}
