import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { PLUGIN } from './acknowledgements';
import { Visits } from './aspect-visits';
import { nagHost, type Verdict } from './nag-aspect';
import { makesPlugins, type Nag } from './nag-peer';
import { misplaced, validator } from './nag-plugin';
import type { ChecksConstructor, ChecksOptions } from './nag-types';
import { loadCore } from './peer';

/** What both versions of cdk-nag have in common, seen from inside a pack. */
interface Pack {
  packName: string;
  applyRule(parameters: object): void;
}
type PackConstructor = new (...given: readonly unknown[]) => Pack;

/** What the pack of cdk-nag 2 has beside that. */
interface SuppressingPack {
  readonly userGlobalSuppressionIgnore?: unknown;
  ignoreRule(...given: readonly unknown[]): string;
}

/** The pack for this version of cdk-nag. */
export function checksOf(nag: Nag): ChecksConstructor {
  const isPlugin = makesPlugins(nag);
  const Base = nag.NagPack as unknown as PackConstructor;
  const core = loadCore();

  class StsGuardrailsChecks extends Base {
    readonly name = PLUGIN;
    readonly options: ChecksOptions;
    private judge: ((context: IPolicyValidationContext) => PolicyValidationPluginReport) | undefined;
    private visits: Visits | undefined;
    private verdict: Verdict | undefined;
    private isRefused = false;

    constructor(...given: readonly (IConstruct | ChecksOptions | undefined)[]) {
      const scope = given.find((one): one is IConstruct => Construct.isConstruct(one));
      const options = given.find((one) => one !== undefined && one !== scope) ?? {};
      super(...(isPlugin ? [scope, options] : [options]));
      this.packName = 'StsGuardrails';
      this.options = options as ChecksOptions;
    }

    /** The way of cdk-nag 3. */
    validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
      this.judge ??= isPlugin ? validator(core, this.options) : misplaced();
      return this.judge(context);
    }

    /** Another way into packs of cdk-nag 3, before there are templates to judge. */
    validateScope(): never {
      throw new Error('sts-guardrails judges finished templates: synthesize the app, or use expectNoFindings in tests');
    }

    /** The way of cdk-nag 2. */
    visit(construct: IConstruct): void {
      if (isPlugin) {
        throw new Error('packs of cdk-nag 3 are plugins: register this one with Validations.of(app).addPlugins(…)');
      }
      this.visits ??= new Visits(nagHost(core, this.options, (verdict) => this.say(verdict)));
      this.visits.note(construct);
    }

    /** Whether it was shown although it is accepted. */
    private say(verdict: Verdict): boolean {
      const { rule, finding, level, info, node } = verdict;
      this.verdict = verdict;
      this.isRefused = false;
      const { ERROR, WARN } = nag.NagMessageLevel;
      this.applyRule({
        ruleSuffixOverride: rule,
        info,
        explanation: finding?.docs ?? '',
        level: level === 'error' ? ERROR : WARN,
        node,
        rule: () => {
          if (finding === undefined) return nag.NagRuleCompliance.COMPLIANT;
          return finding.verdict === 'unknown' ? ['undecided'] : nag.NagRuleCompliance.NON_COMPLIANT;
        },
      });
      return this.isRefused;
    }

    /**
     * Why cdk-nag 2 is to pass over what was just said: by a word that still holds, or not at all. Its own suppressions
     * are such words, and know no end of their own.
     */
    protected ignoreRule(...given: readonly unknown[]): string {
      const finding = this.verdict?.finding;
      if (finding === undefined || !('accepted' in finding)) return '';
      const pack = Base.prototype as unknown as SuppressingPack;
      const suppressed = pack.ignoreRule.apply(this, [...given]);
      if (suppressed !== '') return suppressed;
      // where the conditions of the pack's user refuse a suppression, it stays refused
      const [suppressions, id] = given as [readonly { readonly id: string }[], string];
      this.isRefused = hasCondition(this) && suppressions.some((one) => one.id === id);
      return this.isRefused ? '' : `${finding.accepted.reason} (${finding.accepted.by})`;
    }
  }
  return StsGuardrailsChecks as unknown as ChecksConstructor;
}

function hasCondition(pack: object): boolean {
  return (pack as SuppressingPack).userGlobalSuppressionIgnore !== undefined;
}
