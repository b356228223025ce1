import { stdin } from 'node:process';

/** The last `most` characters of standard input, however much comes. */
export async function readTail(most: number): Promise<{ text: string; cut: boolean }> {
  let text = '';
  let cut = false;
  stdin.setEncoding('utf8');
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > most) {
      text = text.slice(-most);
      cut = true;
    }
  }
  return { text, cut };
}
