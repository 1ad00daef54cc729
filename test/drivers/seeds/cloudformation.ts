import type { Identity, IdentitySubject } from '../../../shared';
import { Text } from '../../../shared/model/text';
import { Choice, type Tree, type TreeMap } from '../../../shared/model/tree';
import { documentOf, type Seed } from '../../../shared/testing/rows';
import { nameHoleOf, namedBy } from './role-arn';

/** A resource as a template declares it; what is not known yet is a Text in it, and a choice a Choice. */
export interface CfnResource {
  readonly Type: string;
  readonly Properties: TreeMap;
}

type Resources = { readonly [logicalId: string]: CfnResource };

const roleSeed = (seed: Seed) => (seed.kind === 'role' ? seed : undefined);
const permissionSets = (seed: Seed): readonly Identity[] =>
  seed.kind === 'identity' ? seed.identities.filter((one) => one.of === 'permissionSet') : [];

/** Why a template cannot say what a seed says; undefined where it can. */
export function cannotBeResources(seed: Seed): string | undefined {
  if (seed.kind === 'unreadable') return 'no resource is unreadable by itself';
  if (seed.kind === 'duration' && seed.of === 'provider') return 'a template has no provider that assumes roles';
  const arn = roleSeed(seed)?.arn;
  if (arn !== undefined && namedBy(arn) === undefined && nameHoleOf(arn) === undefined)
    return 'the ARN of a role comes from its path and its name';
  const sets = permissionSets(seed);
  if (sets.some(({ documents }) => documents.length > 0)) return 'a permission set has one document of its own';
  if (sets.some(({ boundary }) => boundary !== undefined && !(boundary instanceof Text)))
    return 'the boundary of a permission set stands in the accounts it goes to';
  if (sets.length > 0 && seed.kind === 'identity' && seed.identities.length > 1)
    return 'the document of a permission set is nobody else’s';
  return undefined;
}

/**
 * The resources that a seed stands for. What is judged stands under the id; those that only have a share in it have
 * longer ones. Throws Error where a template cannot say it.
 */
export function resourcesOf(seed: Seed, id: string): Resources {
  const problem = cannotBeResources(seed);
  if (problem !== undefined) throw new Error(problem);
  switch (seed.kind) {
    case 'role': {
      const named = namedBy(seed.arn);
      const AssumeRolePolicyDocument = documentOf(seed.trust);
      const names = named === undefined ? {} : { Path: named.path, RoleName: named.name };
      const Properties = { ...names, AssumeRolePolicyDocument, MaxSessionDuration: seed.maxSeconds };
      return { [id]: { Type: 'AWS::IAM::Role', Properties } };
    }
    case 'identity':
      return identityResources(seed, id);
    case 'duration':
      return { [id]: durationResource(seed.of, seed.seconds) };
    case 'accessKey':
      return { [id]: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: 'ci', Status: seed.status } } };
    case 'workload': {
      const Environment = { Variables: seed.environment };
      const Properties = { Role: appRole, Code: { ZipFile: '0' }, Environment };
      return { [id]: { Type: 'AWS::Lambda::Function', Properties } };
    }
    case 'unreadable':
      return {};
  }
}

function identityResources(seed: Omit<IdentitySubject, 'place' | 'owner'>, id: string): Resources {
  const document = documentOf(seed.document);
  const [first] = seed.identities;
  if (first?.of === 'permissionSet') {
    const Properties = {
      Name: 'set',
      InstanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
      InlinePolicy: document,
      ...(first.boundary !== undefined && { PermissionsBoundary: { ManagedPolicyArn: first.boundary } }),
    };
    return { [id]: { Type: 'AWS::SSO::PermissionSet', Properties } };
  }
  const holders = seed.identities.map((one, index) => holderOf(one, `${id}${titles[one.of]}${index}`));
  const listed = (of: Identity['of']) =>
    seed.identities.flatMap((one, index) => (one.of === of ? [{ Ref: `${id}${titles[of]}${index}` }] : []));
  const lists = { Roles: listed('role'), Users: listed('user'), Groups: listed('group') };
  const used = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document, ...used } };
  return { [id]: policy, ...(Object.assign({}, ...holders) as Resources) };
}

const titles = { role: 'Role', user: 'User', group: 'Group', permissionSet: 'Set' } as const;

/** Somebody who has a document, with its other documents and its boundary. */
function holderOf({ of, documents, boundary }: Identity, id: string): Resources {
  const isElsewhere = boundary === undefined || boundary instanceof Text;
  const Policies = documents.map((PolicyDocument, index) => ({ PolicyName: `other-${index}`, PolicyDocument }));
  const Properties: TreeMap = {
    ...(of === 'role' && { AssumeRolePolicyDocument: forInstances }),
    ...(Policies.length > 0 && { Policies }),
    ...(boundary !== undefined && { PermissionsBoundary: isElsewhere ? boundary : { Ref: `${id}Boundary` } }),
  };
  const limit = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: boundary } };
  return {
    [id]: { Type: `AWS::IAM::${titles[of]}`, Properties },
    ...(!isElsewhere && { [`${id}Boundary`]: limit }),
  };
}

/** A trust policy that no rule has anything to say of. */
export const forInstances: Tree = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function durationResource(of: string, seconds: Tree | undefined): CfnResource {
  switch (of) {
    case 'rolesAnywhere': {
      const Properties = { Name: 'profile', RoleArns: [appRole], Enabled: true, DurationSeconds: seconds };
      return { Type: 'AWS::RolesAnywhere::Profile', Properties };
    }
    case 'roleAlias':
      return { Type: 'AWS::IoT::RoleAlias', Properties: { RoleArn: appRole, CredentialDurationSeconds: seconds } };
    default: {
      const InstanceArn = 'arn:aws:sso:::instance/ssoins-1111222233334444';
      const Properties = { Name: 'set', InstanceArn, SessionDuration: isoOf(seconds) };
      return { Type: 'AWS::SSO::PermissionSet', Properties };
    }
  }
}

const appRole = 'arn:aws:iam::111122223333:role/app';

/** Seconds as Identity Center has them; what is no number stays as it is. */
export function isoOf(seconds: Tree | undefined): Tree | undefined {
  if (seconds instanceof Choice) return new Choice(seconds.condition, isoOf(seconds.then), isoOf(seconds.otherwise));
  return typeof seconds === 'number' || (typeof seconds === 'string' && /^\d+$/.test(seconds))
    ? `PT${seconds}S`
    : seconds;
}
