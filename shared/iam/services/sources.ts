/**
 * What a service says, when it assumes a role for a resource of a customer, about whose the resource is: the keys
 * aws:SourceAccount, aws:SourceArn and their kin.
 */
export interface SourceRow {
  /** As `serviceName` gives it. */
  readonly service: string;
  /**
   * `asks`: its guide has its readers put the keys into the role's trust policy. `some`: it does, or an example does,
   * and not every call is known to bring them. `never`: roles with such a condition are reported to be of no use.
   */
  readonly sends: 'asks' | 'some' | 'never';
  /** The page that says so. */
  readonly page: string;
  /** Day on which the page was read, `YYYY-MM-DD`. */
  readonly checked: string;
  /** Only parts of the page, or an older one, were found to read. */
  readonly inPart?: true;
}

const guide = 'https://docs.aws.amazon.com/';
const checked = '2026-11-23';

function asks(service: string, page: string): SourceRow {
  return { service, sends: 'asks', page: guide + page, checked };
}

const inPart = true;

// AWS publishes no list, so a service that stands here neither way is asked for nothing and called dead for nothing.
// CloudTrail sends them to a role that copies events to CloudTrail Lake, and none to one that writes to a log group:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-copy-trail-to-lake.html

/** The services of which something is known. */
export const sourceRows: readonly SourceRow[] = [
  { ...asks('ecs-tasks', 'AmazonECS/latest/developerguide/task-iam-roles.html'), inPart },
  asks('states', 'step-functions/latest/dg/procedure-create-iam-role.html'),
  asks('vpc-flow-logs', 'vpc/latest/userguide/flow-logs-iam-role.html'),
  asks('config', 'config/latest/developerguide/iamrole-permissions.html'),
  asks('codebuild', 'codebuild/latest/userguide/setting-up-service-role.html'),
  asks('scheduler', 'scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'),
  asks('bedrock', 'bedrock/latest/userguide/model-import-iam-role.html'),
  asks('bedrock-agentcore', 'bedrock-agentcore/latest/devguide/runtime-permissions.html'),
  asks('sagemaker', 'sagemaker/latest/dg/security-confused-deputy-prevention.html'),
  asks('dms', 'dms/latest/userguide/cross-service-confused-deputy-prevention.html'),
  asks('transfer', 'transfer/latest/userguide/confused-deputy.html'),
  asks('logs', 'AmazonCloudWatch/latest/logs/Subscriptions-confused-deputy.html'),
  asks('iot', 'iot/latest/developerguide/cross-service-confused-deputy-prevention.html'),
  asks('ssm-incidents', 'incident-manager/latest/userguide/cross-service-confused-deputy-prevention.html'),
  asks('personalize', 'personalize/latest/dg/cross-service-confused-deputy-prevention.html'),
  asks('frauddetector', 'frauddetector/latest/ug/confused-deputy-prevention.html'),
  asks('appstream', 'appstream2/latest/developerguide/example-fleet-machine.html'),
  asks('textract', 'textract/latest/dg/cross-service-confused-deputy-prevention.html'),
  // the source is the trust anchor
  asks('rolesanywhere', 'rolesanywhere/latest/userguide/attribute-mapping-and-trust-policy.html'),
  {
    service: 'pods.eks',
    sends: 'some',
    // Its guide sets no source and offers session tags; samples of AWS's set aws:SourceAccount as well. Beside the
    // account it tells the cluster, as a session tag: https://github.com/aws-samples/sample-eks-nitro-sandbox
    page: `${guide}eks/latest/userguide/pod-id-role.html`,
    checked,
  },
  {
    service: 'transcribe',
    sends: 'some',
    inPart,
    // users met roles that stopped working: https://github.com/prowler-cloud/prowler/issues/4714
    page: `${guide}transcribe/latest/dg/security_iam_id-based-policy-examples.html`,
    checked,
  },
  {
    service: 'pipes',
    sends: 'some',
    // the example of the provider's page, since none of AWS's was found
    page: 'https://www.pulumi.com/registry/packages/aws/api-docs/pipes/pipe/',
    checked,
    inPart,
  },
  // AWS's support, as quoted there, on roles of instance profiles
  { service: 'ec2', sends: 'never', page: 'https://github.com/prowler-cloud/prowler/issues/2810', checked, inPart },
  {
    service: 'elastictranscoder',
    sends: 'never',
    page: 'https://github.com/prowler-cloud/prowler/issues/4714',
    checked,
  },
];

const byService = new Map(sourceRows.map((row) => [row.service, row.sends]));

/** Whether a service sends the keys that tell whose resource it acts for; undefined where nothing is known of it. */
export function sendsSources(service: string): SourceRow['sends'] | undefined {
  return byService.get(service);
}
