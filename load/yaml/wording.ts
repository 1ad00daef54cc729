import type { ErrorCode, YAMLError } from 'yaml';

/** What a mistake of the syntax comes to in plain words; the parser's own words may quote the text, which may be secret. */
export function wording({ code, message }: Pick<YAMLError, 'code' | 'message'>, text: string, offset: number): string {
  if (/^\t/.test(text.slice(offset)) || /\t[ \t]*$/.test(lineBefore(text, offset))) return sentences.TAB_AS_INDENT;
  if (code === 'MISSING_CHAR' && /quote/.test(message))
    return 'a text in quotes is not closed, or its lines are not indented deeper than its key';
  if (code === 'MISSING_CHAR' && /end with a|expected/i.test(message)) return 'a closing brace or bracket is missing';
  if (code === 'BAD_INDENT' && /end with a/.test(message)) {
    return 'a list or an object in brackets is not closed, or its lines are not indented deeper than its key';
  }
  return sentences[code];
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

const colon = 'a key has no colon and space after it, or a text with a colon in it needs quotes';
const unfinished = 'this is not written as YAML writes it; check quotes, colons and brackets before this place';

const sentences: { readonly [code in ErrorCode]: string } = {
  ALIAS_PROPS: 'an alias stands with a tag or an anchor, and takes none',
  BAD_ALIAS: 'an anchor or an alias has no name',
  BAD_COLLECTION_TYPE: 'a tag stands on a value of another kind',
  BAD_DIRECTIVE: 'a line that starts with % is no directive of YAML',
  BAD_DQ_ESCAPE: 'an escape stands here that YAML does not know; a backslash in double quotes is written twice',
  BAD_INDENT: 'a line is not indented like the lines that it belongs to',
  BAD_PROP_ORDER: 'an anchor or a tag stands at the wrong side of its value',
  BAD_SCALAR_START: 'a text cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key stands behind another key on one line; start a new line, or put the text in quotes',
  BLOCK_IN_FLOW: 'inside of brackets and braces everything is written with brackets and braces',
  DUPLICATE_KEY: 'a key stands twice in one object',
  IMPOSSIBLE: unfinished,
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; a colon may be missing before it',
  MISSING_CHAR: colon,
  MULTILINE_IMPLICIT_KEY: colon,
  MULTIPLE_ANCHORS: 'two anchors stand on one value',
  MULTIPLE_DOCS: 'a second document starts here',
  MULTIPLE_TAGS: 'two functions stand in front of one value; write the outer one in its long form, such as Fn::Base64:',
  NON_STRING_KEY: 'a key is no text',
  RESOURCE_EXHAUSTION: 'lists and objects are nested too deep to be read',
  TAB_AS_INDENT: 'a tab stands where YAML indents; use spaces',
  TAG_RESOLVE_FAILED: 'a tag cannot be read here',
  UNEXPECTED_TOKEN: unfinished,
};
