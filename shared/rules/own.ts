import { fixedRules } from '../settings/fixed';
import { rules } from './index';
import { copyMark, type Marked, thisCopy } from './copy';
import type { Rule } from './rule';

const ownNames: ReadonlySet<string> = new Set([
  ...fixedRules,
  'exception',
  'all',
  'environments',
  'sts-guardrails-program',
  'constructor',
]);

/**
 * The rules of the package and after them rules of one's own, made with `trustRule`, `grantRule` and their kin.
 * Throws TypeError where one is no rule, or has a name that is taken or is not made of lower-case words and hyphens.
 */
export function rulesWith(own: readonly Rule[] = []): readonly Rule[] {
  const taken = new Set(rules.map(({ name }) => name));
  for (const rule of own as readonly unknown[]) {
    const {
      name,
      judges,
      [copyMark]: copy = thisCopy,
    } = (typeof rule === 'object' && rule !== null ? rule : {}) as Partial<Rule> & Marked;
    if (typeof name !== 'string' || typeof judges !== 'function') {
      throw new TypeError('what stands among the rules of your own is no rule: make it with trustRule and its kin');
    }
    if (copy !== thisCopy) {
      throw new TypeError(
        `the rule ${name} was made with another copy of sts-guardrails, which holds unknown values otherwise: install the package once, and run it from the same project`,
      );
    }
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      throw new TypeError(`a rule's name is made of lower-case words and hyphens, not ${JSON.stringify(name)}`);
    }
    if (taken.has(name) || ownNames.has(name))
      throw new TypeError(`the name ${name} is taken: name your rule otherwise`);
    taken.add(name);
  }
  return own.length === 0 ? rules : [...rules, ...own];
}
