import type { OptionShape } from '../settings';
import type { KnownRules } from '../settings/rule-names';
import { ownRules } from './pages';

interface Named {
  readonly name: string;
  /** The options that the rule takes in settings. */
  readonly options?: { readonly [name: string]: OptionShape };
}

/** The names that settings may use where these rules are asked: theirs, and those of the guard itself. */
export function knownRules(rules: readonly Named[]): KnownRules {
  return Object.fromEntries([...rules, ...ownRules].map(({ name, options = {} }: Named) => [name, options]));
}
