import { aws_backup as backup, aws_cloudtrail as cloudtrail, aws_config as config } from 'aws-cdk-lib';
import { aws_dms as dms, aws_dynamodb as dynamodb, aws_ec2 as ec2 } from 'aws-cdk-lib';
import { aws_glue as glue, aws_iam as iam, aws_kinesis as kinesis } from 'aws-cdk-lib';
import { aws_logs as logs, aws_logs_destinations as destinations } from 'aws-cdk-lib';
import { aws_opensearchservice as opensearch, aws_rds as rds, aws_s3 as s3 } from 'aws-cdk-lib';
import { aws_sns as sns } from 'aws-cdk-lib';
import { Duration, type Stack } from 'aws-cdk-lib/core';

/** Databases, streams, backups and whatever watches over them. */
export function addData(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  new rds.DatabaseCluster(stack, 'Database', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
    vpc,
    writer: rds.ClusterInstance.serverlessV2('writer'),
    monitoringInterval: Duration.seconds(60),
    s3ImportBuckets: [new s3.Bucket(stack, 'Imports')],
  });
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PROVISIONED,
  });
  table.autoScaleReadCapacity({ minCapacity: 1, maxCapacity: 2 }).scaleOnUtilization({ targetUtilizationPercent: 50 });
  const plan = backup.BackupPlan.dailyMonthly1YearRetention(stack, 'Backup');
  plan.addSelection('Selection', { resources: [backup.BackupResource.fromDynamoDbTable(table)] });
  new cloudtrail.Trail(stack, 'Trail', { sendToCloudWatchLogs: true });
  new logs.LogGroup(stack, 'Logs').addSubscriptionFilter('Filter', {
    destination: new destinations.KinesisDestination(new kinesis.Stream(stack, 'Stream')),
    filterPattern: logs.FilterPattern.allEvents(),
  });
  new opensearch.Domain(stack, 'Search', { version: opensearch.EngineVersion.OPENSEARCH_2_17 });
  new s3.Bucket(stack, 'Copied', {
    versioned: true,
    replicationRules: [{ destination: new s3.Bucket(stack, 'Copy', { versioned: true }) }],
  });
  addMigration(stack);
  addGovernance(stack);
  addGlue(stack);
  sendMessages(stack);
}

function addMigration(stack: Stack): void {
  const assumedBy = new iam.ServicePrincipal('dms.amazonaws.com');
  const managedPolicies = ['AmazonDMSVPCManagementRole', 'AmazonDMSCloudWatchLogsRole'].map((name) =>
    iam.ManagedPolicy.fromAwsManagedPolicyName(`service-role/${name}`),
  );
  const role = new iam.Role(stack, 'MigrationRole', { assumedBy, managedPolicies });
  const endpoint = { endpointType: 'target', engineName: 's3' };
  new dms.CfnEndpoint(stack, 'Migration', { ...endpoint, s3Settings: { serviceAccessRoleArn: role.roleArn } });
}

function addGovernance(stack: Stack): void {
  const role = new iam.Role(stack, 'RecorderRole', {
    assumedBy: new iam.ServicePrincipal('config.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWS_ConfigRole')],
  });
  new config.CfnConfigurationRecorder(stack, 'Recorder', { roleArn: role.roleArn });
  new config.AccessKeysRotated(stack, 'Rotated');
  new config.CloudFormationStackDriftDetectionCheck(stack, 'Drift');
}

function addGlue(stack: Stack): void {
  const role = new iam.Role(stack, 'CrawlerRole', {
    assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSGlueServiceRole')],
  });
  new glue.CfnCrawler(stack, 'Crawler', { role: role.roleArn, targets: { s3Targets: [{ path: 's3://data' }] } });
}

function sendMessages(stack: Stack): void {
  const topic = new sns.Topic(stack, 'Topic');
  const role = new iam.Role(stack, 'FeedbackRole', { assumedBy: new iam.ServicePrincipal('sns.amazonaws.com') });
  topic.addLoggingConfig({ protocol: sns.LoggingProtocol.SQS, failureFeedbackRole: role });
}
