import type { PolicyPack } from '@pulumi/policy';
import { policies } from './pack';

// Pulumi reads the first line of stdout as a port and shows what a pack that ends before it wrote to stderr.
try {
  const Pack = sdk();
  new Pack('sts-guardrails', { policies: policies(), enforcementLevel: 'mandatory' });
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
