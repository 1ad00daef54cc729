import type { Position, Subject } from '../shared/index';
import type { FileProblem } from './formats/format';
import type { Parsed } from './syntax';

/** Where the subjects of a run stand in their files. */
export interface Whereabouts {
  /** Turns to the next file. */
  open(file: string, locate: Parsed['locate']): void;
  /** The subject that stands for a problem of the file. */
  subjectOf(name: string, problem: FileProblem): Subject;
  /** The position of a place of a subject. */
  readonly locate: (subject: Subject, at: string) => Position | undefined;
}

/** Whereabouts for one run; `reopen` parses a file again, for what is found when other files were read since. */
export function createWhereabouts(reopen: (file: string) => Parsed['locate']): Whereabouts {
  let current: { readonly file: string; readonly locate: Parsed['locate'] } | undefined;
  const positions = new WeakMap<Subject, Position>();
  return {
    open(file, locate) {
      current = { file, locate };
    },
    subjectOf(name, { message, ...position }) {
      const place = { id: name, type: 'file', path: name, file: name };
      const subject: Subject = { kind: 'unreadable', place, owner: {}, problem: message };
      if ('line' in position) positions.set(subject, position);
      return subject;
    },
    locate(subject, at) {
      const { pointer, file } = subject.place;
      if (pointer === undefined || file === undefined) return positions.get(subject);
      if (current?.file !== file) current = { file, locate: reopen(file) };
      return current.locate(pointer + at);
    },
  };
}
