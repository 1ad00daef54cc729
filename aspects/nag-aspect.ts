import type { CfnResource } from 'aws-cdk-lib/core';
import { type Accepted, type Finding, type Judged, ruleLevel, rules as ownRules } from '../shared';
import { annotate, shownAs, tell } from './aspect-text';
import type { AspectHost } from './aspect-course';
import type { Terms } from './judge';
import type { ChecksOptions } from './nag-types';
import { type Core } from './peer';

/** What cdk-nag 2 is to say about one rule on one resource. */
export interface Verdict {
  readonly rule: string;
  readonly finding: Finding | Accepted | undefined;
  readonly level: 'error' | 'warning';
  readonly info: string;
  readonly node: CfnResource;
}

/**
 * The pack of cdk-nag 2 as a host: every finding goes the way of its rule, and so do the rules that find nothing.
 * `apply` says whether cdk-nag has shown an accepted finding all the same.
 */
export function nagHost(
  core: Core,
  { settings, rules }: ChecksOptions,
  apply: (verdict: Verdict) => boolean,
): AspectHost {
  return {
    name: 'StsGuardrailsChecks',
    settings,
    options: rules === undefined ? {} : { rules },
    voice: (judged, at, terms) => {
      if (core.CfnResource.isCfnResource(at)) {
        return verdicts(judged, at, terms).flatMap((one) => (apply(one) && one.finding ? [one.finding] : []));
      }
      // cdk-nag speaks of resources alone
      for (const finding of judged.findings) annotate(core, at, finding, terms.settings.enforce);
      return [];
    },
  };
}

function verdicts({ findings, accepted }: Judged, node: CfnResource, { settings, rules = ownRules }: Terms): Verdict[] {
  const found = [...findings, ...accepted].map((finding): Verdict => {
    const shown = shownAs(finding, settings.enforce);
    return {
      rule: finding.rule,
      finding,
      level: shown === 'error' ? 'error' : 'warning',
      info: `${shown === 'info' ? '[info] ' : ''}${tell(finding)}`,
      node,
    };
  });
  const named = new Set(found.map(({ rule }) => rule));
  const silent = rules.filter((rule) => !named.has(rule.name) && ruleLevel(rule, settings) !== 'off');
  return [...found, ...silent.map((rule) => passing(rule.name, rule.summary, node))];
}

function passing(rule: string, info: string, node: CfnResource): Verdict {
  return { rule, finding: undefined, level: 'warning', info, node };
}
