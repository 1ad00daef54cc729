import type { PolicyPack } from '@pulumi/policy';
import { packPolicies } from './make';

// Pulumi reads the first line of stdout as a port and shows what a pack that ends before it wrote to stderr.
try {
  const Pack = sdk();
  new Pack('sts-guardrails', {
    displayName: 'sts-guardrails',
    description: 'Stops bad role trust before it is deployed',
    provider: 'aws',
    tags: ['aws', 'iam', 'sts'],
    policies: packPolicies(undefined, {}, true),
    enforcementLevel: 'mandatory',
  });
} catch (error) {
  process.stderr.write(`sts-guardrails: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function sdk(): typeof PolicyPack {
  try {
    return (require('@pulumi/policy') as { PolicyPack: typeof PolicyPack }).PolicyPack;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error('@pulumi/policy is not installed here: run `npm install @pulumi/policy @pulumi/pulumi`');
  }
}
