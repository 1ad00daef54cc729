// Prints the milliseconds that the plugin's validate takes for an app of so many distinct roles without findings.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { time } from './measure.mjs';
import { own, settings, trustOf } from './roles.mjs';

const require = createRequire(import.meta.url);
const core = require('aws-cdk-lib/core');
const { attachGuardrails } = require('../../dist/aspects/index.js');
const roles = Number(process.argv[2]);
const perStack = 250;
const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-bench-'));

let spent = 0;
let violations = 0;
/** The plugin with a stopwatch on its validate. */
function timed(plugin) {
  const validate = (context) => {
    let report;
    spent += time(() => (report = plugin.validate(context)));
    violations += report.violations.length;
    return report;
  };
  return Object.create(plugin, { validate: { value: validate } });
}

const add = core.Validations.prototype.addPlugins;
core.Validations.prototype.addPlugins = function (...plugins) {
  return add.apply(this, plugins.map(timed));
};

try {
  const app = new core.App({ outdir, autoSynth: false });
  attachGuardrails(app, settings);
  for (let number = 0; number < roles; number++) {
    const name = `Stack${Math.floor(number / perStack)}`;
    const stack =
      app.node.tryFindChild(name) ?? new core.Stack(app, name, { env: { account: own, region: 'eu-west-1' } });
    const properties = { AssumeRolePolicyDocument: trustOf(number) };
    new core.CfnResource(stack, `Role${number}`, { type: 'AWS::IAM::Role', properties });
  }
  app.synth();
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
if (violations > 0) throw new Error(`the roles of the bench have ${violations} findings, and should have none`);
if (spent === 0) throw new Error('validate was never called');
process.stdout.write(String(spent));
