import { looksLikePolicy, readTrustDocument } from '../../shared/read/document';
import type { Format } from './format';

/** A trust policy in a file of its own. */
export const trustPolicy: Format = {
  title: 'a trust policy',
  // not the end of `hosts:` or `requests:`; a line break in a text is spelled with a letter
  markers: [/(?:^|[^\w-]|\\[nrt])sts:/],
  shows: (value, { isNamed }) => looksLikePolicy(value) && (isNamed || letsAssume(value)),
  read(value, { name }, { owner }) {
    const subject = readTrustDocument(value, { id: name, path: name, file: name, pointer: '' });
    return { subjects: [{ ...subject, owner }], acknowledged: [], skipped: 0, problems: [] };
  },
};

// In a folder, a policy without a principal belongs to an identity, and one without an STS action to a bucket or the like.
function letsAssume(policy: unknown): boolean {
  return membersOf(policy, 'statement').some(
    (statement) =>
      membersOf(statement, 'principal', 'notprincipal').length > 0 &&
      membersOf(statement, 'action').some((action) => typeof action === 'string' && /^(?:sts:|\*)/i.test(action)),
  );
}

// IAM reads names of parts in any letter case, and one value where it could read a list.
function membersOf(value: unknown, ...names: readonly string[]): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value).filter(([key]) => names.includes(key.toLowerCase()));
  return members.flatMap(([, member]: [string, unknown]) => member);
}
