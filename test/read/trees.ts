import type { Subject } from '../../shared';
import { Text } from '../../shared/model/text';
import { Choice } from '../../shared/model/tree';

/** Whether a value is a Tree: JSON, texts and choices, and nothing that came from anywhere else. */
export function isTree(value: unknown): boolean {
  if (value === null || value instanceof Text) return true;
  if (value instanceof Choice) return isTree(value.then) && isTree(value.otherwise);
  if (Array.isArray(value)) return value.every(isTree);
  if (typeof value === 'object') {
    return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isTree);
  }
  return ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

/** All that a subject holds which came from a file. */
export function treesOf(subject: Subject): readonly unknown[] {
  switch (subject.kind) {
    case 'role':
      return [subject.trust, subject.maxSeconds];
    case 'identity':
      return [subject.document, ...subject.identities.flatMap(({ documents, boundary }) => [...documents, boundary])];
    case 'duration':
      return [subject.seconds];
    case 'accessKey':
      return [subject.status];
    case 'workload':
      return [subject.environment];
    case 'unreadable':
      return [subject.problem];
  }
}
