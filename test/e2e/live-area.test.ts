// What a terminal shows of lines that are drawn again and again: those of the last frame, below what was there before.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { liveArea } from '../../src/cli/live-area.js';

const ROWS = 6;
const BEFORE = ['$ swiftcheck', 'probe'];

/** A terminal that knows what the area writes. */
class Terminal {
  readonly columns = 80;
  readonly rows = ROWS;
  readonly #lines: string[] = [...BEFORE, ''];
  #row = BEFORE.length;

  readonly write = (text: string): boolean => {
    const visible = text.replaceAll('\u001B', '␛');
    const parts = visible.match(/␛\[\?2026[hl]|␛\[1A|␛\[2K|\r|\n|[^␛\r\n]+/g) ?? [];
    expect(parts.join('')).toBe(visible);
    for (const part of parts) this.#take(part);
    return true;
  };

  /** All that was ever on the screen and not erased. */
  get shown(): readonly string[] {
    const end = this.#lines.findLastIndex((line) => line !== '') + 1;
    return this.#lines.slice(0, end);
  }

  #take(part: string): void {
    if (part === '\n') {
      this.#row += 1;
      this.#lines[this.#row] ??= '';
    } else if (part === '␛[1A') {
      this.#row = Math.max(this.#row - 1, this.#lines.length - ROWS, 0);
    } else if (part === '␛[2K') {
      this.#lines[this.#row] = '';
    } else if (!part.startsWith('␛') && part !== '\r') {
      // What is there is erased before.
      expect(this.#lines[this.#row]).toBe('');
      this.#lines[this.#row] = part;
    }
  }
}

it('shows the last frame, or its end if it is higher than the terminal, and nothing once it is cleared', () => {
  const line = fc.constantFrom('swiftcheck -> tiller', 'ok', 'run', 'swiftcheck -> swift');
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 8 })), (frames) => {
      const terminal = new Terminal();
      const area = liveArea(terminal);
      for (const frame of frames) {
        area.update(frame);
        expect(terminal.shown).toEqual([...BEFORE, ...frame.slice(1 - ROWS)]);
      }
      area.clear();
      expect(terminal.shown).toEqual(BEFORE);
    }),
  );
});

it('keeps a heading below which and above which a line is added', () => {
  const terminal = new Terminal();
  const area = liveArea(terminal);
  area.update(['one', 'run', 'two', 'ok']);
  area.update(['one', 'ok', 'run', 'two', 'ok']);
  expect(terminal.shown.slice(BEFORE.length)).toEqual(['one', 'ok', 'run', 'two', 'ok']);
});
