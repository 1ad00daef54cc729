import { factsOf, presentFor, type KeyFacts } from './facts';

interface Claim {
  readonly type?: KeyFacts['type'];
  readonly many?: boolean;
  readonly always?: boolean;
  /** A session that began with this token keeps the claim when it assumes the next role. */
  readonly kept?: boolean;
}

type Claims = Readonly<Record<string, Claim>>;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
const everyToken: Claims = { sub: { always: true }, aud: { always: true }, amr: { many: true }, email: {}, oaud: {} };
const own = { always: true, kept: true };

const github = named(
  'actor actor_id enterprise_id environment job_workflow_ref ref repository repository_id repository_owner_id workflow',
);
const gitlab = named(
  'namespace_id project_id pipeline_source ref_protected runner_environment user_access_level user_email user_id user_login',
);
const buildkite = named(
  'build_branch cluster_id cluster_name organization_id organization_slug pipeline_id pipeline_slug',
);

// What an issuer brings of its own, by its host and path, and which claims a later AssumeRole still carries:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
const issuers: readonly (readonly [issuer: RegExp, claims: ReadonlyMap<string, Claim>])[] = [
  [/^token\.actions\.githubusercontent\.com(?:\/.+)?$/, claims({ ...everyToken, ...github })],
  [/^token\.actions\.[^./]+\.ghe\.com$/, claims({ ...everyToken, ...github })],
  [/^github\.com\/enterprises\/[^/]+$/, claims({ ...everyToken, ...github })],
  [/^gitlab\.com$/, claims({ ...everyToken, ...gitlab })],
  [/^agent\.(?:buildkite\.com|[^./]+\.buildkite\.(?:dev|site))$/, claims({ ...everyToken, ...buildkite })],
  [/^oidc\.circleci\.com\/org\/[^/]+$/, claims({ ...everyToken, 'oidc.circleci.com/project-id': {} })],
  [/^idcs-[^./]+\.identity\.oraclecloud\.com$/, claims({ ...everyToken, rpst_id: {} })],
  [
    /^accounts\.google\.com$/,
    claims({ ...everyToken, sub: own, aud: own, 'google/organization_number': { type: 'numeric' } }),
  ],
  [
    /^cognito-identity(?:-us-gov|\.us-gov-east-1|\.cn-north-1)?\.amazonaws\.com(?:\.cn)?$/,
    claims({ ...everyToken, sub: own, aud: own, amr: { many: true, always: true, kept: true } }),
  ],
  // these two bring no sub and no aud
  [/^graph\.facebook\.com$/, claims({ app_id: own, id: own })],
  [/^www\.amazon\.com$/, claims({ app_id: own, user_id: own })],
];

const unknownIssuer = claims(everyToken);

const shown = new Set(['sub', 'aud', 'amr']);

/**
 * The facts of a key `<issuer>:<claim>`, or undefined when it is not of that form: the part before the first colon
 * is the issuer when it holds a dot or a slash. They hold for tokens of that issuer; others never bring the key.
 */
export function issuerKeyFacts(key: string): KeyFacts | undefined {
  const { issuer, claim } = splitIssuerKey(key) ?? {};
  if (issuer === undefined || claim === undefined) return undefined;
  const name = claim.toLowerCase();
  const mapped = claimsOf(issuer).get(name);
  const { type = 'string', many = false, always = false, kept = false } = mapped ?? {};
  return factsOf({
    name: `${issuer}:${mapped === undefined ? claim : name}`,
    type,
    many,
    presence: presentFor({ 'web-identity': always ? 'always' : 'maybe', session: kept ? 'maybe' : 'never' }),
    setBy: 'idp',
    // how somebody logged in is one of a few known words
    fixedCounts: name !== 'amr',
    printable: shown.has(name),
    known: mapped !== undefined,
  });
}

/**
 * Issuer and claim of a condition key, split at its first colon, or at the first one after what stands for a value that
 * is not known yet; undefined for keys of AWS.
 */
export function splitIssuerKey(key: string): { readonly issuer: string; readonly claim: string } | undefined {
  const [, issuer = '', claim = ''] = /^((?:<[^>]*>|[^:<])*):(.*)$/s.exec(key) ?? [];
  return /[./<]/.test(issuer) ? { issuer, claim } : undefined;
}

function claimsOf(issuer: string): ReadonlyMap<string, Claim> {
  const host = issuer.toLowerCase();
  return issuers.find(([pattern]) => pattern.test(host))?.[1] ?? unknownIssuer;
}

function claims(record: Claims): ReadonlyMap<string, Claim> {
  return new Map(Object.entries(record));
}

function named(names: string): Claims {
  return Object.fromEntries(names.split(' ').map((name) => [name, {}]));
}
