import type { DurationSubject, Identity } from '../../model/subject';

type Kind = Identity['of'];

/** A role, user, group or permission set, and the arguments that give it permissions. */
export interface IdentityType {
  readonly of: Kind;
  /** The argument that holds the trust policy of a role, and the one that limits its sessions. */
  readonly trust?: string;
  /** The documents in it: an argument, or blocks of that name with the document and its name in them. */
  readonly documents?: { readonly list: string; readonly document?: string; readonly name?: string };
  readonly arns?: string;
  readonly groups?: string;
}

// Arguments by https://registry.terraform.io/providers/hashicorp/aws/latest/docs and, for awscc, by
// https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
const cloudControl = { list: 'policies', document: 'policy_document', name: 'policy_name' };

export const identities: { readonly [type: string]: IdentityType } = {
  aws_iam_role: {
    of: 'role',
    trust: 'assume_role_policy',
    documents: { list: 'inline_policy', document: 'policy', name: 'name' },
    arns: 'managed_policy_arns',
  },
  aws_iam_user: { of: 'user' },
  aws_iam_group: { of: 'group' },
  aws_ssoadmin_permission_set: { of: 'permissionSet' },
  awscc_iam_role: {
    of: 'role',
    trust: 'assume_role_policy_document',
    documents: cloudControl,
    arns: 'managed_policy_arns',
  },
  awscc_iam_user: { of: 'user', documents: cloudControl, arns: 'managed_policy_arns', groups: 'groups' },
  awscc_iam_group: { of: 'group', documents: cloudControl, arns: 'managed_policy_arns' },
  awscc_sso_permission_set: { of: 'permissionSet', documents: { list: 'inline_policy' }, arns: 'managed_policies' },
};

/** A document that is a resource of its own: the argument with the document, its name, and who has it. */
export interface GrantType {
  readonly document: string;
  readonly name?: string;
  readonly holders: { readonly [argument: string]: Kind };
}

const everybody = { roles: 'role', users: 'user', groups: 'group' } as const;

export const grants: { readonly [type: string]: GrantType } = {
  aws_iam_role_policy: { document: 'policy', name: 'name', holders: { role: 'role' } },
  aws_iam_user_policy: { document: 'policy', name: 'name', holders: { user: 'user' } },
  aws_iam_group_policy: { document: 'policy', name: 'name', holders: { group: 'group' } },
  aws_ssoadmin_permission_set_inline_policy: {
    document: 'inline_policy',
    holders: { permission_set_arn: 'permissionSet' },
  },
  awscc_iam_role_policy: { document: 'policy_document', name: 'policy_name', holders: { role_name: 'role' } },
  awscc_iam_user_policy: { document: 'policy_document', name: 'policy_name', holders: { user_name: 'user' } },
  awscc_iam_group_policy: { document: 'policy_document', name: 'policy_name', holders: { group_name: 'group' } },
};

/** The managed policies, which are given to others by their ARNs. */
export const policies: { readonly [type: string]: GrantType } = {
  aws_iam_policy: { document: 'policy', holders: {} },
  awscc_iam_managed_policy: { document: 'policy_document', holders: everybody },
};

/** What gives managed policies to somebody: the argument with the ARN or ARNs, and who has them. */
export const attachments: {
  readonly [type: string]: { readonly arns: string; readonly holders: { readonly [argument: string]: Kind } };
} = {
  aws_iam_role_policy_attachment: { arns: 'policy_arn', holders: { role: 'role' } },
  aws_iam_user_policy_attachment: { arns: 'policy_arn', holders: { user: 'user' } },
  aws_iam_group_policy_attachment: { arns: 'policy_arn', holders: { group: 'group' } },
  aws_iam_policy_attachment: { arns: 'policy_arn', holders: everybody },
  aws_iam_role_policy_attachments_exclusive: { arns: 'policy_arns', holders: { role_name: 'role' } },
  aws_iam_user_policy_attachments_exclusive: { arns: 'policy_arns', holders: { user_name: 'user' } },
  aws_iam_group_policy_attachments_exclusive: { arns: 'policy_arns', holders: { group_name: 'group' } },
  aws_ssoadmin_managed_policy_attachment: {
    arns: 'managed_policy_arn',
    holders: { permission_set_arn: 'permissionSet' },
  },
  aws_ssoadmin_managed_policy_attachments_exclusive: {
    arns: 'managed_policy_arns',
    holders: { permission_set_arn: 'permissionSet' },
  },
};

/** What says which users are in which groups. */
export const memberships: { readonly [type: string]: { readonly users: string; readonly groups: string } } = {
  aws_iam_user_group_membership: { users: 'user', groups: 'groups' },
  aws_iam_group_membership: { users: 'users', groups: 'group' },
};

/** What gives a permission set its boundary. */
export const boundaries: ReadonlySet<string> = new Set(['aws_ssoadmin_permissions_boundary_attachment']);

/** How long sessions may last that resources of a type state. */
export const durations: {
  readonly [type: string]: { readonly of: DurationSubject['of']; readonly argument: string };
} = {
  aws_ssoadmin_permission_set: { of: 'permissionSet', argument: 'session_duration' },
  aws_rolesanywhere_profile: { of: 'rolesAnywhere', argument: 'duration_seconds' },
  aws_iot_role_alias: { of: 'roleAlias', argument: 'credential_duration' },
  awscc_sso_permission_set: { of: 'permissionSet', argument: 'session_duration' },
  awscc_rolesanywhere_profile: { of: 'rolesAnywhere', argument: 'duration_seconds' },
  awscc_iot_role_alias: { of: 'roleAlias', argument: 'credential_duration_seconds' },
};

const image = ['source_configuration', 'image_repository', 'image_configuration', 'runtime_environment_variables'];
const code = [
  'source_configuration',
  'code_repository',
  'code_configuration',
  'code_configuration_values',
  'runtime_environment_variables',
];

/** Where workloads have their environments: each an object of names and values, or a list of them. */
export const environments: { readonly [type: string]: readonly (readonly string[])[] } = {
  aws_lambda_function: [['environment', 'variables']],
  aws_ecs_task_definition: [['container_definitions', 'environment']],
  aws_codebuild_project: [['environment', 'environment_variable']],
  aws_apprunner_service: [image, code],
  awscc_lambda_function: [['environment', 'variables']],
  awscc_ecs_task_definition: [['container_definitions', 'environment']],
  awscc_codebuild_project: [['environment', 'environment_variables']],
  awscc_apprunner_service: [image, code],
};

export const accessKeys: ReadonlySet<string> = new Set(['aws_iam_access_key']);

/** Whether resources of that type may say who gets a session, so that none may stay unseen; workloads only give hints. */
export function mustBeSeen(type: string): boolean {
  const tables = [identities, grants, policies, attachments, memberships, durations];
  return tables.some((table) => Object.hasOwn(table, type)) || boundaries.has(type) || accessKeys.has(type);
}
