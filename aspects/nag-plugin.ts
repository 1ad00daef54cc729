import type { IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { rulesWith } from '../shared';
import { termsOf } from './attach';
import { judgeApp } from './judge';
import { claim } from './mark';
import type { ChecksOptions } from './nag-types';
import { type Core, demandVersion } from './peer';
import { plugins } from './plugin';
import { nowhere } from './violation';

type Validate = IPolicyValidationPlugin['validate'];

/** What the pack reports on cdk-nag 3: the plugin's own report, since cdk-nag's would merge findings and lose requests. */
export function validator(core: Core, options: ChecksOptions): Validate {
  let both: readonly Validate[] | undefined;
  return (context) => {
    try {
      both ??= prepare(core, context.appConstruct, options);
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error));
    }
    const [first, second] = both.map((validate) => validate(context));
    return { success: false, ...first, violations: [...(first?.violations ?? []), ...(second?.violations ?? [])] };
  };
}

/** What a pack of cdk-nag 2 reports where it is registered as a plugin. */
export function misplaced(): Validate {
  return () => refused('packs of cdk-nag 2 are Aspects: add this one with Aspects.of(app).add(…)');
}

function prepare(core: Core, app: IConstruct, { settings, rules }: ChecksOptions): readonly Validate[] {
  if (!core.App.isApp(app)) throw new Error('the roles stand in no App that this aws-cdk-lib has made');
  demandVersion(app);
  const twice = claim(app, 'StsGuardrailsChecks');
  if (twice !== undefined) throw new Error(twice);
  const { terms, write } = termsOf(app, settings, rulesWith(rules));
  const all = { ...terms, ...(write !== undefined && { write }) };
  return plugins(core, (context) => judgeApp(core, context, all)).map(
    (plugin) => (context) => plugin.validate(context),
  );
}

// A plugin that throws passes for one that found nothing.
function refused(problem: string): ReturnType<Validate> {
  const fix = 'Correct this; until then nothing vouches for the roles of this app.';
  return { success: false, violations: [nowhere('not-judged', [`not-judged: ${problem}`], fix)] };
}
