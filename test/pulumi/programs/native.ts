import * as pulumi from '@pulumi/pulumi';

/** A role of the native provider, whose package the tests do without. */
export class NativeRole extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super('aws-native:iam:Role', name, inputs);
  }
}
