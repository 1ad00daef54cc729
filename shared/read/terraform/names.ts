import type { Owner } from '../../model/subject';
import { type Hole, Text } from '../../model/text';
import { own } from '../json';
import type { Instance } from './instance';

/** What one is called in IAM, and in which argument its name stands. */
interface Kind {
  readonly kind: 'role' | 'user' | 'group' | 'policy' | 'oidc-provider' | 'saml-provider';
  readonly name: string;
}

const kinds: { readonly [type: string]: Kind } = {
  aws_iam_role: { kind: 'role', name: 'name' },
  aws_iam_user: { kind: 'user', name: 'name' },
  aws_iam_group: { kind: 'group', name: 'name' },
  aws_iam_policy: { kind: 'policy', name: 'name' },
  aws_iam_openid_connect_provider: { kind: 'oidc-provider', name: 'url' },
  aws_iam_saml_provider: { kind: 'saml-provider', name: 'name' },
  awscc_iam_role: { kind: 'role', name: 'role_name' },
  awscc_iam_user: { kind: 'user', name: 'user_name' },
  awscc_iam_group: { kind: 'group', name: 'group_name' },
  awscc_iam_managed_policy: { kind: 'policy', name: 'managed_policy_name' },
  awscc_iam_oidc_provider: { kind: 'oidc-provider', name: 'url' },
  awscc_iam_saml_provider: { kind: 'saml-provider', name: 'name' },
};

const untoldAccount: Hole = { id: 'AWS::AccountId', domain: 'account' };
const untoldPartition: Hole = { id: 'AWS::Partition', domain: 'partition' };

/** What IAM calls resources of that type, such as `role`; undefined for what is no part of IAM. */
export function kindOf(type: string): Kind['kind'] | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type]?.kind : undefined;
}

/** The name of a role, user, group, policy or provider: a hole of its own where it is not known yet. */
export function nameOf({ type, address, values }: Instance): Text {
  const { name = 'name', kind = undefined } = (Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? {};
  const known = own(values, name);
  if (typeof known === 'string' && known !== '')
    return Text.of(kind === 'oidc-provider' ? known.replace(/^https:\/\//i, '') : known);
  return Text.of({ id: `${address}.${name}`, domain: 'name' });
}

/** The ARN that something of IAM has or is going to have. */
export function arnOf(instance: Instance, owner: Owner): Text {
  const { type, address, values } = instance;
  const known = own(values, 'arn');
  if (typeof known === 'string' && known !== '') return Text.of(known);
  const kind = kindOf(type);
  if (kind === undefined) return Text.of({ id: `${address}.arn`, domain: 'arn' });
  return Text.of(
    'arn:',
    partitionOf(owner),
    ':iam::',
    owner.account ?? untoldAccount,
    `:${kind}`,
    pathOf(instance),
    nameOf(instance),
  );
}

/** The partition of resources of that owner; a hole where neither it nor a Region is known. */
export function partitionOf({ partition, region }: Owner): Text {
  return partition ?? Text.of(ofRegion(region?.literal) ?? untoldPartition);
}

/** The account of that owner; a hole where it is not known. */
export function accountOf({ account }: Owner): Text {
  return account ?? Text.of(untoldAccount);
}

function pathOf({ type, address, values }: Instance): Text {
  const path = own(values, 'path');
  const kind = kindOf(type);
  if (typeof path === 'string' && path.startsWith('/') && path.endsWith('/')) return Text.of(path);
  // a path that stands nowhere is the root, and providers have none
  if (path === undefined || path === null || kind === 'oidc-provider' || kind === 'saml-provider') return Text.of('/');
  return Text.of('/', { id: `${address}.path`, domain: 'name' }, '/');
}

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
function ofRegion(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?!iso|gov)/.test(region) ? 'aws' : undefined;
}
