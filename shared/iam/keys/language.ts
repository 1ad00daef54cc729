/**
 * The legal values of a key. `chars` is so many characters (`min` to `max`, in code points) of a class, written as
 * the body of a JavaScript regular expression class under the `u` flag.
 */
export type Language =
  | { readonly kind: 'any' }
  | { readonly kind: 'account' }
  | { readonly kind: 'organization' }
  | { readonly kind: 'org-path' }
  | { readonly kind: 'iam-arn' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'chars'; readonly set: string; readonly min: number; readonly max: number };

export const anything: Language = { kind: 'any' };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (ExternalId) */
export const externalIds: Language = { kind: 'chars', set: 'A-Za-z0-9_+=,.@:/\\-', min: 2, max: 1224 };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (RoleSessionName, SourceIdentity) */
export const sessionNames: Language = { kind: 'chars', set: 'A-Za-z0-9_+=,.@\\-', min: 2, max: 64 };

const tagCharacters = '\\p{L}\\p{Z}\\p{N}_.:/=+@\\-';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html (Key) */
export const tagKeys: Language = { kind: 'chars', set: tagCharacters, min: 1, max: 128 };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html (Value; it may be empty) */
export const tagValues: Language = { kind: 'chars', set: tagCharacters, min: 0, max: 256 };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
export const principalTypes: Language = {
  kind: 'words',
  words: ['Account', 'User', 'FederatedUser', 'AssumedRole', 'Anonymous'],
};

const account = '[0-9]{12}';
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
const organization = 'o-[a-z0-9]{10,32}';
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html and API_OrganizationalUnit.html
const root = 'r-[0-9a-z]{4,32}';
const unit = 'ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}';
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html: a path is any printable ASCII between slashes
const path = '(?:[\\u0021-\\u007e]{1,510}/)?';
const name = '[A-Za-z0-9_+=,.@\\-]{1,64}';
const iamPrincipal = `iam::${account}:(?:root|(?:user|role)/${path}${name})`;
const federatedUser = `sts::${account}:federated-user/${name}`;

const patterns = {
  account,
  organization,
  'org-path': `${organization}/${root}/(?:${unit}/)*`,
  // aws:PrincipalArn of a role session is the role's ARN
  'iam-arn': `arn:aws[a-z-]*:(?:${iamPrincipal}|${federatedUser})`,
} as const;

const compiled = new Map<Language, RegExp>();

/** Whether a request can carry this value under a key of this language. */
export function isLegal(language: Language, value: string): boolean {
  if (language.kind === 'any') return true;
  if (language.kind === 'words') return language.words.includes(value);
  const pattern = compiled.get(language) ?? new RegExp(`^(?:${patternOf(language)})$`, 'u');
  compiled.set(language, pattern);
  return pattern.test(value);
}

function patternOf(language: Exclude<Language, { kind: 'any' | 'words' }>): string {
  if (language.kind !== 'chars') return patterns[language.kind];
  return `[${language.set}]{${String(language.min)},${String(language.max)}}`;
}
