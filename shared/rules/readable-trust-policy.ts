import { parseDocument, type Problem } from '../model/policy';
import { asText } from '../model/statement';
import { hasStray, strayCall, type StrayCall, strayPlaces } from '../model/stray';
import type { RoleSubject } from '../model/subject';
import { Text } from '../model/text';
import { isTooDeep, settle, type Tree } from '../model/tree';
import { controlsIn } from './words/controls';
import type { Reader } from './kinds';
import { documentRule } from './kinds';
import { assignments } from './readings';
import { refusalsIn } from './words/refusals';

type Finding = Problem & { readonly because?: string };

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const longest = 4096;
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const shortestSession = 3600;
const longestSession = 43_200;

export const readableTrustPolicy = documentRule({
  name: 'readable-trust-policy',
  level: 'error',
  summary: 'IAM accepts the trust policy, and everything in it can be read before deployment.',
  why: 'A policy that cannot be read cannot be judged, and one that IAM refuses fails in the middle of a deployment.',
  fix: 'Correct the text at the place shown. Where a value is not known before deployment, write the policy so that only values inside it are open.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
  ],
  yields: true,

  finds: (asker) => [...withStray(asker, inPolicy(asker)), ...inText(asker), ...inDuration(asker.subject)],
});

const remedies: { readonly [call in StrayCall]: string } = {
  toJSON: 'JSON.stringify was called around an Output: use pulumi.jsonStringify',
  toString: 'an Output was put into a string: use pulumi.interpolate',
};

/** The findings on error texts of Pulumi, in the place of what else there is to say about the same texts. */
function withStray({ reading: { document } }: Reader, found: Finding[]): Finding[] {
  if (isTooDeep(document) || !hasStray(document)) return found;
  const places = strayIn(document);
  const others = found.filter(({ at, message }) => !places.has(at) && strayCall(message) === undefined);
  return [
    ...others,
    ...[...places].map(([at, call]) => ({
      at,
      message: `Pulumi’s error text stands here instead of a value, because ${remedies[call]}`,
    })),
  ];
}

function strayIn(document: Tree | undefined): ReadonlyMap<string, StrayCall> {
  const parsed = document === undefined ? { problem: '' } : parseDocument(document);
  return strayPlaces('tree' in parsed ? parsed.tree : document);
}

function inPolicy({ reading: { policy } }: Reader): Finding[] {
  if (policy.hole !== undefined) {
    return [{ at: '', message: 'the trust policy is not known before deployment', because: policy.hole }];
  }
  return [
    ...policy.problems,
    ...policy.statements.flatMap((statement): Finding[] =>
      statement.hole === undefined
        ? [...refusalsIn(statement), ...controlsIn(statement)]
        : [{ at: statement.at, message: 'a statement is not known before deployment', because: statement.hole }],
    ),
  ];
}

function inText({ subject: { trust }, reading }: Reader): Finding[] {
  if (reading.policy.unreadable) return [];
  const text =
    trust instanceof Text
      ? withoutHoles(trust)
      : typeof trust === 'string'
        ? trust
        : (JSON.stringify(trust, (_key, value: unknown) => (value instanceof Text ? withoutHoles(value) : value)) ??
          '');
  // IAM counts no white space
  const length = text.length > longest ? text.replace(/\s/g, '').length : 0;
  if (length > longest && !(trust instanceof Text)) {
    return [{ at: '', message: `the trust policy has ${length} characters, and IAM accepts ${longest} at most` }];
  }
  return /[^\u0009\u000a\u000d\u0020-\u00ff]/.test(text)
    ? [{ at: '', message: 'the trust policy holds a character that IAM refuses (above U+00FF)' }]
    : [];
}

/** What is written for certain; the name of a hole is ours, and no part of the policy. */
function withoutHoles({ pieces }: Text): string {
  return pieces.filter((piece) => typeof piece === 'string').join('');
}

function inDuration({ maxSeconds }: RoleSubject): Finding[] {
  const ways = assignments(maxSeconds);
  const refused = ways.filter(({ assignment }) => isRefused(settle(maxSeconds, assignment)));
  const [first] = refused;
  if (first === undefined) return [];
  const message = `MaxSessionDuration must be ${shortestSession} to ${longestSession} seconds`;
  return [{ at: '', message, ...(refused.length < ways.length ? { because: first.branch } : {}) }];
}

function isRefused(duration: Tree | undefined): boolean {
  if (duration === undefined || (duration instanceof Text && duration.literal === undefined)) return false;
  const text = asText(duration)?.literal ?? '';
  const seconds = /^\s*\d+(\.0+)?\s*$/.test(text) ? Number(text) : Number.NaN;
  return !(seconds >= shortestSession && seconds <= longestSession);
}
