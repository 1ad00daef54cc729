/** What is found in the estate at default settings, by rule and construct. Whatever else is found is a false alarm. */
export interface Expected {
  /** The rule, with `[undecided]` behind it where it cannot tell. */
  readonly rule: string;
  readonly level: 'warning' | 'info';
  readonly why: string;
  /** Paths of constructs, without the last part where it is `Resource`. */
  readonly constructs: readonly string[];
}

const bare = 'the construct trusts the service alone, where its guide has aws:SourceAccount or aws:SourceArn';
const nested = 'the older library for EKS trusts functions of a nested stack, and what that one puts out is not read';

export const expected: readonly Expected[] = [
  {
    rule: 'confused-deputy',
    level: 'warning',
    why: bare,
    constructs: [
      'Compute/Vpc/FlowLog/IAMRole',
      'Compute/Service/TaskDef/TaskRole',
      'Compute/Service/TaskDef/ExecutionRole',
      'Compute/Task/TaskRole',
      'Compute/Container/ExecutionRole',
      'Compute/Provider/waiter-state-machine/Role',
      'Data/Logs/Filter/CloudWatchLogsCanPutRecords',
      'Data/MigrationRole',
      'Data/RecorderRole',
      'Data/Drift/Role',
      'Delivery/Project/Role',
      'Delivery/CdkPipeline/Pipeline/Build/Synth/CdkBuildProject/Role',
      'Delivery/CdkPipeline/UpdatePipeline/SelfMutation/Role',
      'Events/Task/TaskRole',
      'Events/ThingsRole',
      'EventsAnywhere/Task/TaskRole',
      'EventsAnywhere/ThingsRole',
      'Fleet/appstream',
      'Fleet/bedrock',
      'Fleet/sagemaker',
      'Fleet/transfer',
      'Kubernetes/@aws-cdk--aws-eks.ClusterResourceProvider/Provider/waiter-state-machine/Role',
    ],
  },
  {
    rule: 'confused-deputy',
    level: 'info',
    why: 'the construct trusts the service alone, where an example has aws:SourceAccount and its guide does not',
    constructs: [
      'Events/PipeRole',
      'EventsAnywhere/PipeRole',
      'Kubernetes/Older/Pods/Role',
      'Kubernetes/Auto/Pods/Role',
    ],
  },
  {
    rule: 'full-admin',
    level: 'info',
    why: 'who deploys stacks of any content may do everything, and the guide says so',
    constructs: ['Delivery/Pipeline/Deploy/Anything/Role/DefaultPolicy', 'StackSets/Execution'],
  },
  ...['wildcard-principal', 'external-id', 'trusted-account'].map((rule) => ({
    rule: `${rule}[undecided]`,
    level: 'warning' as const,
    why: nested,
    constructs: ['Kubernetes/Older/Resource/CreationRole'],
  })),
];
