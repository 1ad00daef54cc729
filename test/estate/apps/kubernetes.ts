import { aws_eks as eks, aws_eks_v2 as eks2, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib/core';
import { code } from './code';

/** Clusters of either library, with pods that have roles in both ways. */
export function addKubernetes(stack: Stack): void {
  const kubectlLayer = new lambda.LayerVersion(stack, 'Kubectl', { code: lambda.Code.fromAsset(__dirname) });
  const bucket = new s3.Bucket(stack, 'Bucket');
  const older = new eks.Cluster(stack, 'Older', { version: eks.KubernetesVersion.V1_32, kubectlLayer });
  bucket.grantReadWrite(older.addServiceAccount('WebIdentity'));
  bucket.grantRead(older.addServiceAccount('Pods', { identityType: eks.IdentityType.POD_IDENTITY }));
  older.addFargateProfile('Fargate', { selectors: [{ namespace: 'default' }] });
  older.addNodegroupCapacity('Nodes');
  const auto = new eks2.Cluster(stack, 'Auto', {
    version: eks2.KubernetesVersion.V1_32,
    defaultCapacityType: eks2.DefaultCapacityType.AUTOMODE,
    kubectlProviderOptions: { kubectlLayer },
  });
  bucket.grantReadWrite(auto.addServiceAccount('WebIdentity'));
  bucket.grantRead(auto.addServiceAccount('Pods', { identityType: eks2.IdentityType.POD_IDENTITY }));
  const nodes = new eks2.Cluster(stack, 'WithNodes', {
    version: eks2.KubernetesVersion.V1_32,
    defaultCapacityType: eks2.DefaultCapacityType.NODEGROUP,
  });
  nodes.addNodegroupCapacity('More');
  new lambda.Function(stack, 'Function', code);
}
