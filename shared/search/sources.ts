import type { CompiledPolicy } from '../iam/compile';
import { hasWild, star, type Glob } from '../iam/glob';
import type { Truth } from '../iam/truth';
import type { Text } from '../model/text';
import type { Values } from './domain';
import { exactly, inArn, legal, legalOf, some, type Legal, type Part, type Sequence } from './legal';
import { avoid } from './machine';
import type { Among, Wish } from './question';
import { spelledAccounts, spelledOrganizations } from './spelled';

/** Whose the resources are for which a service may act. */
export interface Sources {
  /** Whether an account is somebody else's. */
  readonly isForeign: (account: Text) => Truth;
  /** More accounts that are not, 12 digits each. */
  readonly known: readonly string[];
  /** Our organizations, `o-…`; undefined where nothing tells them, and those that the policy spells count as ours. */
  readonly organizations: readonly string[] | undefined;
  /** Whether accounts of which nobody knows whose they are count as somebody else's, which leaves the answer open. */
  readonly doubtful: boolean;
  /** Whether the service may tell the cluster of its pods, by a session tag. */
  readonly clusters: boolean;
}

const attacker = '666666666666';

/**
 * What a service sends that acts for somebody else's resource. These keys are always there, but for the ones about an
 * organization: an account may be in none.
 */
export function foreignSources(sources: Sources): { readonly [key: string]: Wish } {
  const always = (value: Among): Wish => ({ absent: false, value });
  const maybe = (value: Among): Wish => ({ absent: true, value });
  const account = accounts(sources);
  return {
    'aws:SourceAccount': always(account),
    'aws:SourceArn': always(arns(sources)),
    'aws:SourceOrgID': maybe(organizations(sources, '')),
    'aws:SourceOrgPaths': maybe(organizations(sources, `/${star}`)),
    'aws:SourceOwner': maybe(account),
    ...(sources.clusters ? { 'aws:RequestTag/eks-cluster-arn': maybe(clusters(sources)) } : {}),
  };
}

function accounts(sources: Sources): Among {
  const own = legalOf({ kind: 'account' });
  const allowed: Legal = { ...own, holes: sources.doubtful };
  return (_facts, policy) => ({
    legal: allowed,
    excluded: avoid(ours(sources, policy).map(plain)),
    samples: [attacker],
    strict: true,
    doubt: (value) => doubtOf(value, sources, policy),
  });
}

const account: Sequence = [exactly('0-9', 12)];
const hole: Part = { set: '', least: 1, loop: false, holes: true };
const head: Sequence = ['arn:aws', some('a-z\\-', 0), ':', some('a-z0-9\\-', 1), ':', some('a-z0-9\\-', 0), ':'];
// whoever owns a resource names it
const tail: Sequence = [':', some('\\u0021-\\u007e', 1)];

// some ARNs, those of buckets among them, tell no account
const withoutAccount: Sequence = [...head, ...tail];
const resources = legal(2000, [...head, ...account, ...tail], withoutAccount);
const doubtfulResources = legal(2000, [...head, ...account, ...tail], withoutAccount, [...head, hole, ...tail]);

function arns(sources: Sources): Among {
  return (_facts, policy) => ({
    legal: sources.doubtful ? doubtfulResources : resources,
    excluded: avoid(ours(sources, policy).map(inArn).map(plain)),
    samples: [`arn:aws:service:us-east-1:${attacker}:attacker`],
    strict: true,
    fit: toLegal,
    doubt: (value) => doubtOf(value.split(':')[4] ?? '', sources, policy),
  });
}

// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
const cluster: Sequence = [':cluster/', some('A-Za-z0-9_\\-', 1)];
const ofEks: Sequence = ['arn:aws', some('a-z\\-', 0), ':eks:', some('a-z0-9\\-', 1), ':'];
const everyCluster = legal(256, [...ofEks, ...account, ...cluster]);

function clusters(sources: Sources): Among {
  return (_facts, policy) => ({
    legal: everyCluster,
    excluded: avoid(ours(sources, policy).map(inArn).map(plain)),
    samples: [`arn:aws:eks:us-east-1:${attacker}:cluster/attacker`],
    strict: true,
    fit: toLegal,
  });
}

function organizations({ organizations: ours }: Sources, suffix: string): Among {
  return (facts, policy): Values => ({
    legal: { ...legalOf(facts.language), holes: false },
    excluded: avoid([...(ours ?? spelledOrganizations(policy))].map((id) => plain(id + suffix))),
    samples: [],
    strict: true,
  });
}

/** The accounts for which a service may act, and of those that nobody knows only where they are not asked about. */
function ours({ isForeign, known, doubtful }: Sources, policy: CompiledPolicy): string[] {
  const spelled = [...spelledAccounts(policy)].filter((code) => {
    const answer = isForeign(policy.shared.codes.decode(code)).is;
    return answer === 'no' || (answer === 'unknown' && !doubtful);
  });
  return [...known, ...spelled];
}

/** Why it is open whether the account of a value is somebody else's. */
function doubtOf(account: string, { isForeign }: Sources, policy: CompiledPolicy): readonly string[] {
  if (account === '' || !spelledAccounts(policy).has(account)) return [];
  const answer = isForeign(policy.shared.codes.decode(account));
  return answer.is === 'unknown' ? answer.because : [];
}

function plain(code: string): Glob {
  return { code, fold: false };
}

/** A pattern of ARNs with the attacker's account and a Region in the place of wildcards. */
function toLegal(code: string): string {
  const parts = code.split(':');
  if (parts.length < 6) return code;
  const [region = '', account = ''] = [parts[3], parts[4]];
  return parts
    .with(3, hasWild(region) ? 'us-east-1' : region)
    .with(4, hasWild(account) ? attacker : account)
    .join(':');
}
