import type { KnownRules } from '../settings/rule-names';
import { ownRules } from './pages';

interface Named {
  readonly name: string;
  /** The names of the options that the rule takes in settings. */
  readonly options?: readonly string[];
}

/** The names that settings may use where these rules are asked: theirs, and those of the guard itself. */
export function knownRules(rules: readonly Named[]): KnownRules {
  return Object.fromEntries([...rules, ...ownRules].map(({ name, options = [] }: Named) => [name, options]));
}
