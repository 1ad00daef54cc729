import { Composer, type Document, type ParsedNode, Parser, type Scalar, type Tags } from 'yaml';
import { Refusal } from './refusal';
import { knownTags } from './tags';
import { wording } from './wording';

/** The first document of a YAML text, and where a second one stands. */
export interface Opened {
  readonly contents: ParsedNode | null;
  readonly second?: number;
}

// every scalar stays the text that it is, and what stands twice stays twice: CloudFormation reads both in its own way
const options = {
  schema: 'failsafe',
  // they stand first
  customTags: (tags: Tags) => [...knownTags, ...tags],
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

// each costs as much as a document that says something
const mostEmpty = 1000;

/** Opens the first document of the text that holds anything. Throws Refusal where the text is not written as YAML. */
export function openDocument(text: string): Opened {
  let first: Document.Parsed | undefined;
  let empty = 0;
  for (const document of new Composer(options).compose(new Parser().parse(text), true, text.length)) {
    refuseErrors(document, text);
    if (isEmpty(document)) {
      if (++empty > mostEmpty)
        throw new Refusal(`more than ${mostEmpty} empty documents stand here`, document.range[0]);
      continue;
    }
    if (first !== undefined) return { contents: first.contents, second: document.contents?.range[0] ?? 0 };
    first = document;
  }
  return { contents: first?.contents ?? null };
}

function refuseErrors({ errors }: Document.Parsed, text: string): void {
  const [error] = errors;
  if (error === undefined) return;
  const [offset] = error.pos;
  // people look for a line where it starts to say something
  const indent = error.code === 'BAD_INDENT' ? text.slice(offset).search(/[^ ]/) : 0;
  throw new Refusal(wording(error, text, offset), offset + Math.max(indent, 0));
}

function isEmpty({ contents }: Document.Parsed): boolean {
  if (contents === null) return true;
  const { source, type, tag } = contents as Partial<Scalar>;
  return source === '' && type === 'PLAIN' && tag === undefined;
}
