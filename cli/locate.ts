import type { JSONPath } from 'jsonc-parser';
import { createLocator, type Position } from '../load/positions';
import type { Subject } from '../shared/index';
import type { FileProblem } from './source';

/** Where the subjects of the file that is judged just now stand in it. */
export interface Whereabouts {
  /** Turns to the next file. */
  open(text: string): void;
  /** The subject that stands for a problem of the file. */
  subjectOf(name: string, problem: FileProblem): Subject;
  /** The position of a place of a subject; a file is parsed again, with positions, when the first one is asked for. */
  readonly locate: (subject: Subject, at: string) => Position | undefined;
}

/** Whereabouts for one run. */
export function createWhereabouts(): Whereabouts {
  let text = '';
  let locator: ((path: JSONPath) => Position | undefined) | undefined;
  const positions = new WeakMap<Subject, Position>();
  return {
    open(next) {
      text = next;
      locator = undefined;
    },
    subjectOf(name, { message, ...position }) {
      const place = { id: name, type: 'file', path: name, file: name };
      const subject: Subject = { kind: 'unreadable', place, owner: {}, problem: message };
      if ('line' in position) positions.set(subject, position);
      return subject;
    },
    locate(subject, at) {
      const { pointer } = subject.place;
      if (pointer === undefined) return positions.get(subject);
      locator ??= locatorIn(text);
      return locator(stepsOf(pointer + at));
    },
  };
}

// The parser that knows positions does not go as deep as the one that reads, and a finding without its line is one still.
function locatorIn(text: string): (path: JSONPath) => Position | undefined {
  try {
    return createLocator(text);
  } catch {
    return () => undefined;
  }
}

/** The steps of a JSON pointer (RFC 6901). */
function stepsOf(pointer: string): JSONPath {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
