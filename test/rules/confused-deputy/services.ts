import type { FailRow, Row, UnknownRow } from '../../table';
import {
  allow,
  choice,
  doc,
  hole,
  organization,
  otherAccount,
  otherOrganization,
  ourselves,
  own,
  text,
  when,
} from '../../table/build';
import type { Tree } from '../../../shared/model/tree';

const mine = when('StringEquals', 'aws:SourceAccount', own);
const service = (...names: readonly string[]): Tree => ({ Service: names.map((name) => `${name}.amazonaws.com`) });
const pods = { Action: ['sts:AssumeRole', 'sts:TagSession'] };
const cluster = (operator: string, value: string): Tree =>
  allow(service('pods.eks'), when(operator, 'aws:RequestTag/eks-cluster-arn', value), pods);
const anywhere = { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] };

/** Services that are asked for nothing, and what counts for those with keys of their own. */
export const pass: readonly Row[] = [
  { name: 'instances', trust: allow(service('ec2')) },
  { name: 'functions', trust: allow(service('lambda', 'edgelambda')) },
  {
    name: 'services whose guides ask for no source',
    trust: allow(
      service(
        ...['apigateway', 'backup', 'glue', 'cloudformation', 'elasticbeanstalk', 'autoscaling', 'cloudtrail'],
        ...['monitoring.rds', 'spotfleet', 'elasticmapreduce', 'codepipeline', 'eks', 'codedeploy', 'events'],
      ),
    ),
  },
  { name: 'a service that nobody knows', trust: allow(service('invented')) },
  { name: 'a user of the own account', trust: allow(ourselves) },
  {
    name: 'several services, all of them for the own account',
    trust: allow(service('ecs-tasks', 'states', 'logs'), mine),
  },
  {
    name: 'pods of one own cluster',
    trust: cluster('StringEquals', `arn:aws:eks:eu-west-1:${own}:cluster/shop`),
  },
  { name: 'pods of own clusters', trust: cluster('StringLike', `arn:aws:eks:*:${own}:cluster/*`) },
  { name: 'pods for the own account', trust: allow(service('pods.eks'), mine, pods) },
  {
    name: 'certificates under an own trust anchor',
    trust: allow(
      service('rolesanywhere'),
      when('ArnEquals', 'aws:SourceArn', `arn:aws:rolesanywhere:eu-west-1:${own}:trust-anchor/5a1b`),
      anywhere,
    ),
  },
  {
    name: 'one certificate',
    trust: allow(service('rolesanywhere'), when('StringEquals', 'aws:PrincipalTag/x509Subject/CN', 'build'), anywhere),
  },
  {
    name: 'tags alone',
    trust: doc(allow(ourselves), allow(service('states'), undefined, { Action: 'sts:TagSession' })),
  },
  ...[
    when('StringEquals', 'aws:SourceAccount', own),
    when('StringEqualsIfExists', 'aws:SourceAccount', own),
    when('ArnLike', 'aws:SourceArn', `arn:aws:*:*:${own}:*`),
    when('ArnLikeIfExists', 'aws:SourceArn', `arn:aws:*:*:${own}:*`),
    when('StringEquals', 'aws:SourceOrgID', organization),
    when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${organization}/r-ab12/*`),
    when('StringEquals', 'aws:SourceOwner', own),
  ].map((conditions): Row => ({
    name: `a service of which not every call tells the source, with ${JSON.stringify(conditions)}`,
    trust: allow(service('transcribe'), conditions),
  })),
  { name: 'every service, which another rule says', trust: allow({ Service: '*' }) },
];

export const fail: readonly FailRow[] = [
  {
    name: 'several services, of which one asks for a source',
    trust: allow(service('ec2', 'ecs-tasks', 'lambda')),
    says: 'ecs-tasks.amazonaws.com',
  },
  {
    name: 'several services that ask for a source, each by itself',
    trust: allow(service('ecs-tasks', 'states')),
    at: ['/Statement/0', '/Statement/0'],
  },
  {
    name: 'all services whose guides ask for a source',
    trust: allow(
      service('vpc-flow-logs', 'config', 'codebuild', 'scheduler', 'bedrock', 'sagemaker', 'dms', 'transfer'),
    ),
    at: Array.from({ length: 8 }, () => '/Statement/0'),
  },
  {
    name: 'a service of a Region',
    trust: allow(service('logs.eu-west-1')),
    says: 'logs.eu-west-1.amazonaws.com',
  },
  {
    name: 'a service of a Region of the template',
    trust: allow({ Service: text('logs.', hole('AWS::Region', 'region'), '.amazonaws.com') }),
  },
  { name: 'a service in China', trust: allow({ Service: 'states.amazonaws.com.cn' }) },
  { name: 'pods of any cluster', trust: allow(service('pods.eks'), undefined, pods), level: 'info' },
  {
    name: 'pods by their namespace, which anybody’s cluster may have',
    trust: allow(service('pods.eks'), when('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'shop'), pods),
    level: 'info',
  },
  {
    name: 'pods of clusters of a name, whose they may be',
    trust: cluster('StringLike', 'arn:aws:eks:*:*:cluster/shop'),
    level: 'info',
  },
  {
    name: 'pods of somebody else’s cluster',
    trust: cluster('StringLike', 'arn:aws:eks:*:777766665555:cluster/*'),
    level: 'info',
  },
  {
    name: 'pods of an own cluster, where tags are sent',
    trust: cluster('StringEqualsIfExists', `arn:aws:eks:eu-west-1:${own}:cluster/shop`),
    level: 'info',
  },
  { name: 'certificates under any trust anchor', trust: allow(service('rolesanywhere'), undefined, anywhere) },
  { name: 'a service of which not every call tells the source', trust: allow(service('transcribe')), level: 'info' },
  { name: 'a pipe', trust: allow(service('pipes')), level: 'info' },
  ...[
    when('StringEquals', 'aws:SourceAccount', otherAccount),
    when('ArnLike', 'aws:SourceArn', `arn:aws:*:*:${otherAccount}:*`),
    when('StringEquals', 'aws:SourceOrgID', otherOrganization),
    when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${otherOrganization}/*`),
    when('StringEquals', 'aws:SourceOwner', otherAccount),
  ].map((conditions): FailRow => ({
    name: `a service of which not every call tells the source, with ${JSON.stringify(conditions)}`,
    trust: allow(service('transcribe'), conditions),
    settings: { accounts: { organization: { id: organization } } },
    level: 'info',
  })),
  {
    name: 'a service that acts for anybody, in either case',
    trust: choice(
      'IsProd',
      allow(service('states')),
      allow(service('states'), when('StringLike', 'aws:SourceAccount', '*')),
    ),
  },
];

export const unknown: readonly UnknownRow[] = [
  { name: 'a service not known yet', trust: allow({ Service: text(hole('Ref Service')) }), because: 'Ref Service' },
  {
    name: 'a service whose name is not known yet',
    trust: allow({ Service: text(hole('Ref Name'), '.amazonaws.com') }),
    because: 'Ref Name',
  },
  {
    name: 'in one of two cases',
    trust: choice('IsProd', allow(service('states'), mine), allow(service('states'))),
    because: 'IsProd',
  },
  {
    name: 'a unit of an organization not known yet',
    trust: allow(
      service('states'),
      when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', text(hole('Ref Organization'), '/*')),
    ),
    settings: { accounts: { organization: { id: organization } } },
    because: 'Ref Organization',
  },
];
