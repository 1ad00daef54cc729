import { acceptedLines, findingLines, type Accepted, type Finding } from '../shared';

/** A finding as one block of text: what is wrong where, the request that gets through, the fix, the rule's page. */
export function findingText(finding: Finding): string {
  return findingLines(briefly(finding)).join('\n');
}

/** A finding that an exception covers, with the reason that stands in the settings. */
export function acceptedText(finding: Accepted): string {
  return acceptedLines(briefly(finding)).join('\n');
}

// Pulumi prints the resource itself beside the text; the whole URN would only hide what is said about it.
function briefly<F extends Finding>(finding: F): F {
  const { subject } = finding;
  return { ...finding, subject: { ...subject, id: subject.id.split('::').at(-1) ?? subject.id } };
}
