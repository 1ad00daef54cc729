import { aws_iam as iam } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib/core';

/** The roles of self-managed stack sets, as the guide of CloudFormation has them. */
export function addStackSets(stack: Stack): void {
  const administration = new iam.Role(stack, 'Administration', {
    roleName: 'AWSCloudFormationStackSetAdministrationRole',
    assumedBy: new iam.ServicePrincipal('cloudformation.amazonaws.com'),
  });
  administration.addToPolicy(
    new iam.PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: ['arn:aws:iam::*:role/AWSCloudFormationStackSetExecutionRole'],
    }),
  );
  new iam.Role(stack, 'Execution', {
    roleName: 'AWSCloudFormationStackSetExecutionRole',
    assumedBy: new iam.AccountPrincipal(stack.account),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
  });
}
