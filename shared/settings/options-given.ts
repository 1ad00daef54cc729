import { noSuch } from './rule-names';

/** Throws TypeError where options that a host takes in code hold a name that it does not know. */
export function demandOptions(given: object, names: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(noSuch('option', unknown, names));
}
