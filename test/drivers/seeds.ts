export { cannotBeResources, resourcesOf, type CfnResource } from './seeds/cloudformation';
export { cannotBePulumi, pulumiOf, type PulumiInputs } from './seeds/pulumi';
export { nameHoleOf } from './seeds/role-arn';
