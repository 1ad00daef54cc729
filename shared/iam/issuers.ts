import type { Text } from '../model/text';
import { cloudIssuers, serviceAccount } from './issuers/clouds';
import { codeIssuers } from './issuers/code';
import { form, type Form } from './issuers/form';
import { infrastructureIssuers } from './issuers/infrastructure';
import { issuer, type Issuer } from './issuers/issuer';
import { peopleIssuers } from './issuers/people';
import { pipelineIssuers } from './issuers/pipelines';

export type { Form, Segment, Unit } from './issuers/form';
export type { Issuer } from './issuers/issuer';

/** Every issuer of which something is known; the first whose host matches counts. */
export const issuers: readonly Issuer[] = [
  ...codeIssuers,
  ...pipelineIssuers,
  ...infrastructureIssuers,
  ...cloudIssuers,
  ...peopleIssuers,
];

/** What is taken of an issuer that no row names: it may be shared, and its subjects begin with what they are about. */
export const unknownIssuer: Issuer = issuer({
  name: 'an issuer that is not known',
  host: /^/,
  tenancy: 'unknown',
  aud: [],
  subject: [
    serviceAccount,
    '<:name>:<tenant:word>:...',
    '<:name>:<tenant:word>/...',
    '<:name>/<tenant:word>/...',
    '<tenant:word>',
  ],
  stranger: 'attacker',
  source: 'no page',
});

const asked = new Map<string, Issuer>();
const mostRemembered = 1000;

/** What is known of the issuer with this URL, without its scheme; a hole in it may be any text without a slash. */
export function issuerOf(url: string | Text): Issuer {
  const text = typeof url === 'string' ? filled(url) : url.fill(() => 'x').toString();
  const before = asked.get(text);
  if (before !== undefined) return before;
  const found = issuers.find(({ host }) => host.test(text)) ?? unknownIssuer;
  if (asked.size >= mostRemembered) asked.clear();
  asked.set(text, found);
  return found;
}

/** The URL with something in place of each `<hole>`, whose own name may hold others. */
function filled(url: string): string {
  const next = url.replace(/<[^<>]*>/g, 'x');
  return next === url ? url : filled(next);
}

/** The forms that templates of an issuer have where its URL is this. */
export function formsOf(templates: readonly string[], { host }: Issuer, url: string): readonly Form[] {
  const part = host.exec(url)?.[1];
  // what is not known yet stands in the policy as a value of its own, and not by its name
  const known = part?.includes('<') === true ? undefined : part;
  return templates.map((template) => form(template, known));
}
