import { issuerOf, unknownIssuer } from '../../iam/issuers';
import { keyFacts, splitIssuerKey, type CallerKind, type KeyFacts } from '../../iam/keys';
import { readOperator } from '../../iam/operators';
import { sendsSources } from '../../iam/services';
import type { Condition } from '../../model/policy';
import type { Meant } from './meant';

/** How a condition comes out where its key is missing; undefined where AWS's pages leave it open or a hole does. */
export function whenAbsent({ operator, values }: Condition): 'holds' | 'fails' | undefined {
  const use = readOperator(operator);
  if (use === undefined || values.length === 0) return undefined;
  if (use.operator.family === 'null') {
    const wanted = new Set(values.map((value) => value.literal?.toLowerCase()));
    if (use.set !== undefined || wanted.size !== 1) return undefined;
    return wanted.has('true') ? 'holds' : wanted.has('false') ? 'fails' : undefined;
  }
  if (use.set === 'any') return use.ifExists ? undefined : 'fails';
  return use.set === 'all' || use.ifExists || use.operator.negated ? 'holds' : 'fails';
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const closed = /^(?:aws|sts|saml):/i;
const sources = /^aws:Source(?:Account|Arn|OrgID|OrgPaths|Owner)$/;

/** Why no caller that a statement means sends a key; undefined where one may. */
export function whyAbsent(key: string, meant: Meant): string | undefined {
  const facts = keyFacts(key);
  const { name } = facts;
  if (meant.kinds.size === 0) return undefined;
  if (/^https?:/i.test(name)) return `a key of an identity provider begins with its host and no call has ${name}`;
  if (!facts.known && closed.test(name)) return `AWS has no key ${name} in a call that assumes a role`;
  const claim = facts.known ? undefined : unmapped(name);
  if (claim !== undefined) return claim;
  if ([...meant.kinds].every((kind) => !mayHave(facts, kind, meant))) return `${callersOf(meant)} ${name}`;
  if (meant.kinds.size > 1 || !meant.kinds.has('service') || !sources.test(name)) return undefined;
  const silent = meant.services.filter((service) => service !== undefined && sendsSources(service) === 'never');
  return silent.length === meant.services.length ? `${listed(silent)} sends no ${name}` : undefined;
}

// STS maps some claims of a token to keys and no others:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
function unmapped(key: string): string | undefined {
  const { issuer = '', claim = '' } = splitIssuerKey(key) ?? {};
  const from = issuerOf(issuer);
  return issuer === '' || from === unknownIssuer
    ? undefined
    : `STS takes no claim ${claim} from a token of ${from.name}`;
}

/** The services among those that a statement means which alone do not send a key about whose resource they act for. */
export function silentServices(key: string, { kinds, services }: Meant): readonly string[] {
  if (!kinds.has('service') || !sources.test(keyFacts(key).name)) return [];
  return services.filter((service) => service !== undefined && sendsSources(service) === 'never') as string[];
}

function mayHave({ name, presence }: KeyFacts, kind: CallerKind, { services, issuers }: Meant): boolean {
  const issuer = kind === 'web-identity' ? splitIssuerKey(name)?.issuer.toLowerCase() : undefined;
  if (issuer !== undefined && issuers.length > 0 && !issuers.some((one) => one === undefined || one === issuer))
    return false;
  // it hands out what stands in the certificate:
  // https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
  if (kind === 'service' && /^aws:PrincipalTag\//.test(name))
    return services.length === 0 || services.some((service) => service === undefined || service === 'rolesanywhere');
  return presence[kind] !== 'never';
}

function callersOf({ kinds, services }: Meant): string {
  const only = (...some: readonly CallerKind[]): boolean => [...kinds].every((kind) => some.includes(kind));
  if (only('service'))
    return services.length === 1 && services[0] !== undefined ? `${listed(services)} sends no` : 'a service sends no';
  if (only('session')) return 'the session of a role has no';
  if (only('user', 'session', 'root')) return 'a user or a role has no';
  if (only('web-identity')) return 'a token of this identity provider brings no';
  if (only('saml', 'web-identity')) return 'a login through an identity provider has no';
  return 'nobody whom the statement names has';
}

function listed(services: readonly (string | undefined)[]): string {
  return `the service ${services.join(', ')}`;
}
