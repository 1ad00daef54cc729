import { parseJson, type Parsed } from './json';
import type { Principal } from './principal';
import { Text } from './text';
import type { Tree } from './tree';
import { deepest, isMap, isTooDeep } from './tree';
import { decodeHoles, encodeHoles } from './holes';
import { readStatements } from './statement';

/** Something in a document that IAM would refuse, or that cannot be read. */
export interface Problem {
  /** JSON pointer from the document's root. */
  readonly at: string;
  readonly message: string;
}

export interface Condition {
  readonly at: string;
  /** As written, such as `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  /** As written; key names are compared in lower case. */
  readonly key: string;
  readonly values: readonly Text[];
  /** What stands in the way when the condition, or its values, are not known. */
  readonly hole?: string;
}

export interface Principals {
  readonly not: boolean;
  readonly entries: readonly Principal[];
}

export interface Actions {
  readonly not: boolean;
  readonly names: readonly Text[];
}

/** The ARN patterns of a Resource element, or of a NotResource. */
export interface Resources {
  readonly at: string;
  readonly not: boolean;
  readonly names: readonly Text[];
}

export interface Statement {
  readonly at: string;
  readonly sid?: string;
  /** `unknown` where a hole stands for it. */
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly principals: Principals;
  /** Whether a NotPrincipal element stands in it, be it beside a Principal. */
  readonly notPrincipal: boolean;
  readonly actions: Actions;
  /** Undefined where none is said, as is right for a trust policy alone. */
  readonly resources?: Resources;
  readonly conditions: readonly Condition[];
  /** Set where the whole statement is not known: it may allow or deny anything. */
  readonly hole?: string;
}

/** A parsed policy document. Where IAM would refuse the text it has its evident meaning, and a problem says so. */
export interface Policy {
  /** Policy variables count only under 2012-10-17. */
  readonly variables: boolean;
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
  /** Set where the document as a whole is not known until deployment. */
  readonly hole?: string;
  /** True where no statement could be made out. */
  readonly unreadable: boolean;
}

/** The policy that a document spells, given as an object or as JSON text, without choices. Never throws. */
export function parsePolicy(document: Tree | undefined, kind: keyof typeof limits = 'trust'): Policy {
  const whole = (problem: string): Policy => ({
    variables: false,
    statements: [],
    problems: [{ at: '', message: problem }],
    unreadable: true,
  });
  if (document instanceof Text && document.hole !== undefined) {
    return { variables: true, statements: [], problems: [], hole: document.hole.id, unreadable: false };
  }
  if (document === undefined || document === null || document === '') return whole('there is no policy');
  const read = parseDocument(document);
  if ('problem' in read) return whole(read.problem);
  if (!isMap(read.tree)) return whole('the policy is not an object');
  if (isTooDeep(read.tree)) return whole(`the policy is nested deeper than ${deepest} levels`);
  const policy = readDocument(read.tree);
  const { heaviest, characters } = limits[kind];
  return weightOf(policy) > heaviest
    ? whole(`the policy is far longer than IAM accepts, so it was not judged: IAM takes ${characters} characters`)
    : policy;
}

// No policy of so many characters weighs as much; asking all about one of thousands of statements would take minutes.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; permission sets hold the longest inline
// policies: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
const limits = {
  trust: { heaviest: 2000, characters: '4,096' },
  identity: { heaviest: 16_000, characters: '32,768' },
} as const;

/** A measure of what there is to ask about: the values in a policy, a statement counting as twenty. */
function weightOf({ statements }: Policy): number {
  return statements.reduce((sum, { principals, actions, resources, conditions }) => {
    const values = conditions.reduce((count, condition) => count + 1 + condition.values.length, 0);
    return sum + 20 + principals.entries.length + actions.names.length + (resources?.names.length ?? 0) + values;
  }, 0);
}

/** The tree of a document, given as an object or as JSON text. */
export function parseDocument(document: Tree): Parsed {
  return document instanceof Text || typeof document === 'string' ? readText(Text.of(document)) : { tree: document };
}

function readText(text: Text): Parsed {
  if (text.literal !== undefined) return parseJson(text.literal);
  const { code, holes } = encodeHoles(text);
  const parsed = parseJson(code);
  if ('problem' in parsed)
    return { problem: `${parsed.problem} once ${text.holes.map((hole) => `<${hole.id}>`).join(', ')} is left open` };
  return { tree: decodeHoles(parsed.tree, holes) };
}

function readDocument(tree: { readonly [key: string]: Tree | undefined }): Policy {
  const problems: Problem[] = [];
  const parts = new Map<string, { name: string; value: Tree | undefined }>();
  for (const [name, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    if (!['version', 'id', 'statement'].includes(key))
      problems.push({ at: '', message: `a policy has no element ${name}` });
    else if (parts.has(key)) problems.push({ at: '', message: `the element ${name} stands twice` });
    else parts.set(key, { name, value });
  }
  const version = parts.get('version')?.value;
  const spelled = version instanceof Text ? version.literal : version;
  if (version !== undefined && spelled !== undefined && spelled !== '2012-10-17' && spelled !== '2008-10-17') {
    problems.push({ at: '/Version', message: 'Version is neither 2012-10-17 nor 2008-10-17' });
  }
  const statement = parts.get('statement');
  const statements = readStatements(statement?.name ?? 'Statement', statement?.value, problems);
  return {
    variables: spelled !== '2008-10-17' && version !== undefined,
    statements,
    problems,
    unreadable: statements.length === 0,
  };
}
