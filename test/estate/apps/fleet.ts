import { aws_iam as iam } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib/core';

/** Services whose guides have one make a role with nothing but the service in it. */
const services = [
  'amplify.amazonaws.com',
  'application-autoscaling.amazonaws.com',
  'appstream.amazonaws.com',
  'athena.amazonaws.com',
  'bedrock.amazonaws.com',
  'billing.amazonaws.com',
  'cloudformation.amazonaws.com',
  'comprehend.amazonaws.com',
  'connect.amazonaws.com',
  'datasync.amazonaws.com',
  'ec2fleet.amazonaws.com',
  'ecs.amazonaws.com',
  'edgelambda.amazonaws.com',
  'elasticbeanstalk.amazonaws.com',
  'elasticmapreduce.amazonaws.com',
  'emr-serverless.amazonaws.com',
  'export.rds.amazonaws.com',
  'fis.amazonaws.com',
  'forecast.amazonaws.com',
  'grafana.amazonaws.com',
  'imagebuilder.amazonaws.com',
  'ivs.amazonaws.com',
  'kafkaconnect.amazonaws.com',
  'lakeformation.amazonaws.com',
  'lex.amazonaws.com',
  'lexv2.amazonaws.com',
  'mediaconvert.amazonaws.com',
  'medialive.amazonaws.com',
  'mgn.amazonaws.com',
  'opsworks.amazonaws.com',
  'qbusiness.amazonaws.com',
  'quicksight.amazonaws.com',
  'redshift.amazonaws.com',
  'rekognition.amazonaws.com',
  'robomaker.amazonaws.com',
  'sagemaker.amazonaws.com',
  'servicecatalog.amazonaws.com',
  'ses.amazonaws.com',
  'spotfleet.amazonaws.com',
  'ssm.amazonaws.com',
  'storagegateway.amazonaws.com',
  'transfer.amazonaws.com',
  'wafv2.amazonaws.com',
  'workspaces.amazonaws.com',
  'xray.amazonaws.com',
];

/** A role for each of many services, as the CDK writes it without more being said. */
export function addFleet(stack: Stack): void {
  for (const service of services) {
    const id = service.replace(/\.amazonaws\.com$/, '').replace(/[^a-z0-9]/g, '');
    new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal(service) });
  }
}
