import { hasStray } from '../model/stray';
import { isTooDeep } from '../model/tree';
import { type DocumentRule, documentRule } from './kinds';
import type { Reading } from './readings';
import type { Rule } from './rule';

/** A rule on the text of a trust policy that says what is of no use in it; silent where no hint would be about the policy. */
export function hintRule({ finds, ...page }: DocumentRule): Rule {
  return documentRule({
    ...page,
    finds: (reader) => {
      const found = finds(reader);
      return found.length > 0 && isSpoiled(reader.reading) ? [] : found;
    },
  });
}

// Pulumi's error text in the place of a value is an error of its own, and leaves open what the policy is to be.
function isSpoiled({ document }: Reading): boolean {
  return !isTooDeep(document) && hasStray(document);
}
