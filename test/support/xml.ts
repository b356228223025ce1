// Elements of a document by saxes, a strict parser of XML.
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text of the element itself, without that of elements within. */
  text: string;
  readonly children: XmlElement[];
}

/** The elements of the whole document, each parent before what is in it. @throws where it is not well-formed */
export function elementsOf(xml: string): XmlElement[] {
  const parser = new SaxesParser();
  const found: XmlElement[] = [];
  const open: XmlElement[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    found.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return found;
}
