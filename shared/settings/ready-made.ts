import type { Exception } from '../settings';

// TagSession with any tag is what the roles of the CDK are for: the CLI may pass tags of the user's own, and each
// statement for TagSession stands beside one for AssumeRole. Their parameters TrustedAccounts and
// TrustedAccountsForLookup are empty unless somebody names accounts to `cdk bootstrap`, so what follows from them alone
// is undecided. https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
const bootstrapRoles: readonly {
  readonly id: string;
  readonly name: string;
  readonly statements: readonly number[];
}[] = [
  { id: 'FilePublishingRole', name: 'file-publishing-role', statements: [0, 2] },
  { id: 'ImagePublishingRole', name: 'image-publishing-role', statements: [0, 2] },
  { id: 'LookupRole', name: 'lookup-role', statements: [0, 2, 4] },
  { id: 'DeploymentActionRole', name: 'deploy-role', statements: [0, 2] },
];

const tags = 'the CDK tags its own sessions (cdk bootstrap)';
const trusted = 'the accounts that cdk bootstrap --trust names';

// CloudFormation deploys whatever a template holds, with AdministratorAccess unless somebody names other policies to
// `cdk bootstrap`; a boundary may stand in front of it, and its own document allows everything but leaving it.
const deploys = 'CloudFormation deploys everything with this role (cdk bootstrap)';
const deployer = { where: '**/*#CloudFormationExecutionRole', at: '/Statement/0' };
const bounded = [
  ...['assume-any-role', 'change-trust', 'pass-any-role', 'tag-session-grant', 'assume-root', 'web-identity-token'],
  ...['delegated-token', 'full-admin'],
];
const administrators = [
  ...bounded.map((rule) => ({ ...deployer, rule: `${rule}[undecided]`, reason: deploys })),
  { where: '**/*#CdkBoostrapPermissionsBoundaryPolicy', at: '/Statement/0', rule: 'full-admin', reason: deploys },
  { where: '**/cdk-*-cfn-exec-role-*', rule: 'full-admin', reason: deploys },
];

const cdkBootstrap = bootstrapRoles.flatMap(({ id, name, statements }) =>
  statements.flatMap((index) => {
    const at = `/Statement/${index}`;
    const inTemplate = { where: `**/*#${id}`, at };
    // the first statement names the role's own account, so that one is nobody's wildcard
    const undecided = ['external-id', 'trusted-account', ...(index === 0 ? [] : ['wildcard-principal'])];
    return [
      { ...inTemplate, rule: 'tag-session', reason: tags },
      { where: `**/cdk-*-${name}-*`, at, rule: 'tag-session', reason: tags },
      ...undecided.map((rule) => ({ ...inTemplate, rule: `${rule}[undecided]`, reason: trusted })),
    ];
  }),
);

// IAM Identity Center makes a role for each permission set, always with the longest maximum; how long its sessions
// last is said by the permission set. https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
const identityCenter = [
  {
    rule: 'session-duration',
    where: '**/AWSReservedSSO_*',
    reason: 'IAM Identity Center sets the maximum, and the permission set limits the session',
  },
];

const lists = { 'cdk-bootstrap': [...cdkBootstrap, ...administrators], 'identity-center': identityCenter } as const;

type Name = keyof typeof lists;

/** Ready-made exceptions for roles that carry a hole on purpose: their names, and those of one name. */
export const readyMade = {
  names: Object.keys(lists) as readonly Name[],
  named: (name: string): readonly Exception[] =>
    name in lists ? lists[name as Name].map((one) => ({ ...one, preset: `extends "${name}"` })) : [],
};
