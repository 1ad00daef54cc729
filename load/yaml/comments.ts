import { Lexer } from 'yaml';
import type { Position } from '../positions';
import type { YamlComment } from '../yaml';

// most files have no such comment, and are not gone through for one
const ours = /#\s*sts-guardrails\s*:/i;

/** All comments of a YAML text, where one of them is meant for this package; else none. */
export function commentsIn(text: string, positionOf: (offset: number) => Position): readonly YamlComment[] {
  if (!ours.test(text)) return [];
  const comments: YamlComment[] = [];
  let offset = 0;
  let isText = false;
  let line = '';
  for (const token of new Lexer().lex(text)) {
    if (marks.has(token)) {
      isText = token === textFollows;
      continue;
    }
    if (!isText && token.startsWith('#')) {
      comments.push({ ...positionOf(offset), text: token, isAlone: line.trim() === '' });
    }
    line = token.includes('\n') ? token.slice(token.lastIndexOf('\n') + 1) : line + token;
    offset += token.length;
    isText = false;
  }
  return comments;
}

// what the lexer says between the pieces of the text: a document starts, brackets are left open, a text follows
const textFollows = '\x1f';
const marks = new Set(['\x02', '\x18', textFollows]);
