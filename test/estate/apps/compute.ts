import { aws_apprunner as apprunner, aws_autoscaling as autoscaling } from 'aws-cdk-lib';
import { aws_batch as batch, aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns } from 'aws-cdk-lib';
import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { aws_s3 as s3, aws_s3_deployment as deployment } from 'aws-cdk-lib';
import { aws_synthetics as synthetics, custom_resources as resources, triggers } from 'aws-cdk-lib';
import { CustomResource, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib/core';
import { code } from './code';

/** Servers, containers, jobs and the custom resources that the CDK brings along. */
export function addCompute(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  vpc.addFlowLog('FlowLog');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  new patterns.ApplicationLoadBalancedFargateService(stack, 'Service', {
    cluster,
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry('amazonlinux') },
    enableExecuteCommand: true,
  });
  const task = new ecs.Ec2TaskDefinition(stack, 'Task');
  task.addContainer('main', { image: ecs.ContainerImage.fromRegistry('amazonlinux'), memoryLimitMiB: 64 });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.micro') });
  new ec2.Instance(stack, 'Server', {
    vpc,
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    ssmSessionPermissions: true,
  });
  addJobs(stack, vpc);
  addGroup(stack, vpc);
  addCustomResources(stack);
  new synthetics.Canary(stack, 'Canary', {
    runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_9_1,
    test: synthetics.Test.custom({
      code: synthetics.Code.fromInline('exports.handler = async () => "ok";'),
      handler: 'index.handler',
    }),
  });
  addRunner(stack);
}

function addJobs(stack: Stack, vpc: ec2.Vpc): void {
  new batch.FargateComputeEnvironment(stack, 'Jobs', { vpc });
  new batch.ManagedEc2EcsComputeEnvironment(stack, 'BigJobs', { vpc, spot: true });
  new batch.EcsJobDefinition(stack, 'Job', {
    container: new batch.EcsFargateContainerDefinition(stack, 'Container', {
      image: ecs.ContainerImage.fromRegistry('amazonlinux'),
      memory: Size.gibibytes(1),
      cpu: 1,
    }),
  });
}

function addGroup(stack: Stack, vpc: ec2.Vpc): void {
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  });
  group.addLifecycleHook('Hook', { lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING });
}

function addCustomResources(stack: Stack): void {
  const onEventHandler = new lambda.Function(stack, 'OnEvent', code);
  const isCompleteHandler = new lambda.Function(stack, 'IsComplete', code);
  const provider = new resources.Provider(stack, 'Provider', { onEventHandler, isCompleteHandler });
  new CustomResource(stack, 'Custom', { serviceToken: provider.serviceToken });
  new resources.AwsCustomResource(stack, 'Call', {
    onUpdate: {
      service: 'SSM',
      action: 'getParameter',
      parameters: { Name: 'x' },
      physicalResourceId: resources.PhysicalResourceId.of('x'),
    },
    policy: resources.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
  });
  const bucket = new s3.Bucket(stack, 'Site', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  new deployment.BucketDeployment(stack, 'Deployment', {
    destinationBucket: bucket,
    sources: [deployment.Source.data('index.html', 'hello')],
  });
  new triggers.TriggerFunction(stack, 'Trigger', code);
  new logs.LogRetention(stack, 'Retention', { logGroupName: 'x', retention: logs.RetentionDays.ONE_DAY });
}

function addRunner(stack: Stack): void {
  const access = new iam.Role(stack, 'RunnerAccess', {
    assumedBy: new iam.ServicePrincipal('build.apprunner.amazonaws.com'),
  });
  const instance = new iam.Role(stack, 'RunnerInstance', {
    assumedBy: new iam.ServicePrincipal('tasks.apprunner.amazonaws.com'),
  });
  new apprunner.CfnService(stack, 'Runner', {
    sourceConfiguration: {
      authenticationConfiguration: { accessRoleArn: access.roleArn },
      imageRepository: { imageIdentifier: `${stack.account}.dkr.ecr/app`, imageRepositoryType: 'ECR' },
    },
    instanceConfiguration: { instanceRoleArn: instance.roleArn },
  });
}
