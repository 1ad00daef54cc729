import type { DurationSubject, IdentitySubject, RoleSubject } from '../../../shared';
import { Text } from '../../../shared/model/text';
import type { Tree, TreeMap } from '../../../shared/model/tree';
import { documentOf, type Seed } from '../../../shared/testing/rows';
import { isPlain } from '../../../shared/testing/trees';
import { cannotBeResources, forInstances, isoOf } from './cloudformation';
import { namedBy } from './role-arn';

/** A resource as a program declares it; what is not known yet is a Text in it. */
export interface PulumiInputs {
  readonly type: string;
  readonly name: string;
  readonly props: TreeMap;
}

const account = '111122223333';
const appRole = `arn:aws:iam::${account}:role/app`;
const instanceArn = 'arn:aws:sso:::instance/ssoins-1111222233334444';

/** Why a program cannot say what a seed says; undefined where it can. */
export function cannotBePulumi(seed: Seed): string | undefined {
  if (seed.kind === 'duration' && seed.of === 'provider') return undefined;
  if (seed.kind === 'identity' && seed.identities.length > 1) return 'one resource hands a document to one identity';
  return cannotBeResources(seed);
}

/**
 * The resources that a seed stands for, in the order in which a program makes them; the one that is judged comes last and
 * has the name. Classic resources hold documents as objects, as people write them. Throws Error where none can say it.
 */
export function pulumiOf(seed: Seed, name: string): readonly PulumiInputs[] {
  const problem = cannotBePulumi(seed);
  if (problem !== undefined) throw new Error(problem);
  switch (seed.kind) {
    case 'role':
      return [roleOf(seed, name)];
    case 'identity':
      return identityOf(seed, name);
    case 'duration':
      return [durationOf(seed, name)];
    case 'accessKey':
      return [{ type: 'aws:iam/accessKey:AccessKey', name, props: dense({ user: 'ci', status: seed.status }) }];
    case 'workload': {
      const props = { role: appRole, environment: { variables: seed.environment } };
      return [{ type: 'aws:lambda/function:Function', name, props }];
    }
    case 'unreadable':
      return [];
  }
}

function roleOf({ trust, maxSeconds, arn }: Omit<RoleSubject, 'place' | 'owner'>, name: string): PulumiInputs {
  const policy = documentOf(trust);
  const named = namedBy(arn) ?? { path: '/', name };
  if (isPlain(policy)) {
    const props = { ...named, assumeRolePolicy: policy, maxSessionDuration: maxSeconds };
    return { type: 'aws:iam/role:Role', name, props: dense(props) };
  }
  const names = { path: named.path, roleName: named.name };
  const props = { ...names, assumeRolePolicyDocument: policy, maxSessionDuration: maxSeconds };
  return { type: 'aws-native:iam:Role', name, props: dense(props) };
}

function durationOf({ of, seconds }: Omit<DurationSubject, 'place' | 'owner'>, name: string): PulumiInputs {
  switch (of) {
    case 'permissionSet': {
      const props = { name: 'set', instanceArn, sessionDuration: isoOf(seconds) };
      return { type: 'aws:ssoadmin/permissionSet:PermissionSet', name, props: dense(props) };
    }
    case 'rolesAnywhere':
      return {
        type: 'aws:rolesanywhere/profile:Profile',
        name,
        props: dense({ roleArns: [appRole], durationSeconds: seconds }),
      };
    case 'roleAlias': {
      const props = { alias: 'alias', roleArn: appRole, credentialDuration: seconds };
      return { type: 'aws:iot/roleAlias:RoleAlias', name, props: dense(props) };
    }
    case 'provider':
      return {
        type: 'pulumi:providers:aws',
        name,
        props: { assumeRoles: [dense({ roleArn: appRole, duration: seconds })] },
      };
  }
}

const grants = {
  role: ['aws:iam/rolePolicy:RolePolicy', 'role', 'aws-native:iam:RolePolicy', 'roleName'],
  user: ['aws:iam/userPolicy:UserPolicy', 'user', 'aws-native:iam:UserPolicy', 'userName'],
  group: ['aws:iam/groupPolicy:GroupPolicy', 'group', 'aws-native:iam:GroupPolicy', 'groupName'],
} as const;

function identityOf(seed: Omit<IdentitySubject, 'place' | 'owner'>, name: string): readonly PulumiInputs[] {
  const policy = documentOf(seed.document);
  const isClassic = isPlain(policy);
  const [identity] = seed.identities;
  if (identity === undefined) {
    return [
      isClassic
        ? { type: 'aws:iam/policy:Policy', name, props: { name, path: '/', policy } }
        : { type: 'aws-native:iam:ManagedPolicy', name, props: { policyDocument: policy } },
    ];
  }
  const { of, documents, boundary } = identity;
  if (of === 'permissionSet') {
    const type = 'aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy';
    const arn = `${instanceArn.replace('instance', 'permissionSet')}/ps-1111222233334444`;
    const attachment = {
      type: 'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
      name: `${name}Boundary`,
      props: { instanceArn, permissionSetArn: arn, permissionsBoundary: { managedPolicyArn: boundary } },
    };
    const set = isClassic
      ? { type, name, props: { instanceArn, permissionSetArn: arn, inlinePolicy: policy } }
      : { type: 'aws-native:sso:PermissionSet', name, props: { name: 'set', instanceArn, inlinePolicy: policy } };
    return boundary === undefined ? [set] : [attachment, set];
  }
  const [type, holder, nativeType, nativeHolder] = grants[of];
  const who = `${name}-holder`;
  const others = documents.map((document, index) => grantTo(of, who, document, `${name}Other${index}`));
  const main = isClassic
    ? { type, name, props: { [holder]: who, name, policy } }
    : { type: nativeType, name, props: { [nativeHolder]: who, policyName: name, policyDocument: policy } };
  return [...holderOf(of, who, name, boundary), ...others, main];
}

function grantTo(of: keyof typeof grants, who: string, document: Tree | undefined, name: string): PulumiInputs {
  const [type, holder, nativeType, nativeHolder] = grants[of];
  return isPlain(document)
    ? { type, name, props: dense({ [holder]: who, name, policy: document }) }
    : { type: nativeType, name, props: dense({ [nativeHolder]: who, policyName: name, policyDocument: document }) };
}

/** The identity itself, with the policy that is its boundary. */
function holderOf(of: keyof typeof grants, who: string, name: string, boundary: Tree | undefined): PulumiInputs[] {
  const isElsewhere = boundary === undefined || boundary instanceof Text;
  const limit = `${name}-boundary`;
  const permissionsBoundary = isElsewhere ? boundary : `arn:aws:iam::${account}:policy/${limit}`;
  const policy: PulumiInputs = isPlain(boundary)
    ? {
        type: 'aws:iam/policy:Policy',
        name: `${name}Boundary`,
        props: dense({ name: limit, path: '/', policy: boundary }),
      }
    : {
        type: 'aws-native:iam:ManagedPolicy',
        name: `${name}Boundary`,
        props: dense({ managedPolicyName: limit, path: '/', policyDocument: boundary }),
      };
  const shared = { name: who, path: '/', permissionsBoundary };
  const holders = {
    role: ['aws:iam/role:Role', { ...shared, assumeRolePolicy: forInstances }],
    user: ['aws:iam/user:User', shared],
    group: ['aws:iam/group:Group', { name: who, path: '/' }],
  } as const;
  const [type, props] = holders[of];
  return [...(isElsewhere ? [] : [policy]), { type, name: `${name}Holder`, props: dense(props) }];
}

function dense(props: TreeMap): TreeMap {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
