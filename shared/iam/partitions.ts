import type { Text } from '../model/text';

/** One of AWS's separate clouds. Trust never crosses from one to another. */
export interface Partition {
  /** As in an ARN. */
  readonly name: string;
  /** What service endpoints end with; some service principals end with `amazonaws.com` in every partition. */
  readonly dnsSuffix: string;
  /** Host that SAML assertions for the console are sent to, where a page names it; a Region may stand before it. */
  readonly signInHost?: string;
}

// Names and suffixes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and the Region facts of
// aws-cdk-lib. Sign-in hosts: https://docs.aws.amazon.com/general/latest/gr/signin-service.html

/** Every partition that ARNs can name. */
export const partitions: readonly Partition[] = [
  { name: 'aws', dnsSuffix: 'amazonaws.com', signInHost: 'signin.aws.amazon.com' },
  { name: 'aws-cn', dnsSuffix: 'amazonaws.com.cn', signInHost: 'signin.amazonaws.cn' },
  { name: 'aws-us-gov', dnsSuffix: 'amazonaws.com', signInHost: 'signin.amazonaws-us-gov.com' },
  { name: 'aws-iso', dnsSuffix: 'c2s.ic.gov', signInHost: 'signin.c2shome.ic.gov' },
  { name: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov', signInHost: 'signin.sc2shome.sgov.gov' },
  { name: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' },
  { name: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' },
  { name: 'aws-eusc', dnsSuffix: 'amazonaws.eu' },
];

const suffixes = [...new Set(partitions.map(({ dnsSuffix }) => `.${dnsSuffix}`))];
// eu-west-1, us-gov-west-1, us-isob-east-1, eusc-de-east-1
const region = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d+$/;

// us-iso-east-1 is a Region of aws-iso, and us-isob-east-1 one of aws-iso-b
const regions: readonly (readonly [region: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^[a-z]{2}-iso-/, 'aws-iso'],
  [/^[a-z]{2}-isob-/, 'aws-iso-b'],
  [/^[a-z]{2}-isoe-/, 'aws-iso-e'],
  [/^[a-z]{2}-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/** The partition that a Region such as `eu-west-1` is in; undefined for what is no Region. */
export function partitionOfRegion(name: string): string | undefined {
  if (!region.test(name)) return undefined;
  return regions.find(([pattern]) => pattern.test(name))?.[1] ?? 'aws';
}

/**
 * The service behind a service principal, without suffix and Region label and in lower case: `logs` for
 * `logs.eu-west-1.amazonaws.com`, `pods.eks` for `pods.eks.amazonaws.com`. Holes for a Region or a suffix count as
 * any; undefined where another hole is left or the text does not end as a service principal does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export function serviceName(principal: string | Text): string | undefined {
  const name = literalOf(principal)?.toLowerCase();
  const suffix = name === undefined ? undefined : suffixes.find((end) => name.endsWith(end));
  if (name === undefined || suffix === undefined) return undefined;
  const labels = name.slice(0, -suffix.length).split('.');
  const service = labels.filter((label) => !region.test(label)).join('.');
  return service === '' ? undefined : service;
}

function literalOf(principal: string | Text): string | undefined {
  if (typeof principal === 'string') return principal;
  return principal.fill(({ domain }) => {
    if (domain === 'suffix') return 'amazonaws.com';
    return domain === 'region' ? 'us-east-1' : undefined;
  }).literal;
}
