// Previews the two Pulumi examples with the genuine engine: `node tools/demo-pulumi.mjs`, after `npm run build`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensurePulumi } from './pulumi-cli.mjs';
import { runPulumi } from './pulumi-run.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pack = here('../dist/packs/sts-guardrails');
const settings = here('../examples/pulumi/sts-guardrails.json');
const blockedRoles = ['data-reader', 'developer', 'log-shipping', 'nightly-batch'];

/**
 * Shows the blocked variant being stopped and the clean one passing; `print` gets text with its line breaks. Throws one
 * line when there is no Pulumi command and none can be built, and when the engine decides otherwise.
 */
export async function demoPulumi({ print }) {
  const pulumi = await ensurePulumi();
  if (!existsSync(pack)) throw new Error('the policy pack is not built: run `npm run build` first');

  const blocked = await preview(pulumi, 'blocked', print);
  const stopped = blockedRoles.filter((role) =>
    blocked.mandatory.some(({ resourceUrn }) => resourceUrn.endsWith(`::${role}`)),
  );
  if (blocked.ok || stopped.length < blockedRoles.length) {
    throw new Error(`pulumi preview stopped only these roles: ${stopped.join(', ') || 'none'}`);
  }
  print(`pulumi preview failed, as it should: ${stopped.length} of ${blockedRoles.length} roles are blocked\n\n`);

  const clean = await preview(pulumi, 'clean', print);
  if (!clean.ok) throw new Error(`pulumi preview stopped the clean variant: ${clean.output}`);
  print('pulumi preview passed: the same four roles with their holes closed\n');
}

async function preview(pulumi, variant, print) {
  print(`$ pulumi preview --policy-pack dist/packs/sts-guardrails    # examples/pulumi/${variant}\n\n`);
  const program = here(`../examples/pulumi/${variant}/index.ts`);
  const env = { STS_GUARDRAILS_SETTINGS: settings };
  const { ok, output, events } = await runPulumi({ pulumi, command: 'preview', program, packs: [pack], env });
  print(policySection(output));
  const violations = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
  return { ok, output, mandatory: violations.filter(({ enforcementLevel }) => enforcementLevel === 'mandatory') };
}

// What the engine prints under "Policies:"; the list of resources above it says nothing new here.
function policySection(output) {
  const [, section = output] = /^(Policies:\n[\s\S]*?)(?:\n\n|$(?![\s\S]))/m.exec(output) ?? [];
  return `${section}\n\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await demoPulumi({ print: (text) => process.stdout.write(text) });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
