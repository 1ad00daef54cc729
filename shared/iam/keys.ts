import { factsOf, forEverybody, type KeyFacts, type KeyRow } from './keys/facts';
import { issuerKeyFacts } from './keys/issuer';
import { principalKeys, principalTag, sessionKeys } from './keys/principal';
import { networkKeys, requestKeys, requestTag, resourceKeys, resourceTags } from './keys/request';
import { samlKeys } from './keys/saml';
import { requestContext, stsKeys } from './keys/sts';
import type { Source } from './source';

/** The page that the global keys are from; `npm run check:data` compares them with iam-data. */
export const globalKeysSource: Source = {
  page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  checked: '2026-11',
};

export { callerKinds } from './keys/facts';
export type { CallerKind, KeyFacts, KeyType } from './keys/facts';
export { splitIssuerKey } from './keys/issuer';
export { isLegal, type Language } from './keys/language';

/** Every key that has one fixed name, in the order of AWS's pages. */
export const fixedKeys: readonly KeyFacts[] = [
  ...principalKeys,
  ...sessionKeys,
  ...networkKeys,
  ...resourceKeys,
  ...requestKeys,
  ...stsKeys,
  ...samlKeys,
].map(factsOf);

const families: readonly KeyRow[] = [principalTag, requestTag, ...resourceTags, requestContext];

const byName = new Map(fixedKeys.map((facts) => [facts.name.toLowerCase(), facts]));
const asked = new Map<string, KeyFacts>();
// Tag keys come from templates, so a long run could meet any number of them.
const mostRemembered = 5000;

/** What AWS says of a condition key in an AssumeRole* call, whatever its letter case; never fails. */
export function keyFacts(key: string): KeyFacts {
  const before = asked.get(key);
  if (before !== undefined) return before;
  const facts = lookUp(key);
  if (asked.size >= mostRemembered) asked.clear();
  asked.set(key, facts);
  return facts;
}

function lookUp(key: string): KeyFacts {
  return byName.get(key.toLowerCase()) ?? familyFacts(key) ?? issuerKeyFacts(key) ?? unknownKey(key);
}

function familyFacts(key: string): KeyFacts | undefined {
  const family = families.find(({ name }) => key.toLowerCase().startsWith(name.toLowerCase()));
  if (family === undefined || key.length === family.name.length) return undefined;
  return factsOf({ ...family, name: family.name + key.slice(family.name.length) });
}

/** A key that no page names: a misspelling, or newer than the tables. A caller may have it or not. */
function unknownKey(name: string): KeyFacts {
  return factsOf({ name, type: 'string', presence: forEverybody('maybe'), setBy: 'caller', known: false });
}
