import { any, no, truth, type Truth, unknown } from '../iam/truth';
import type { Condition, Policy, Statement } from '../model/policy';
import type { Reader } from './kinds';
import { hintRule } from './hints';
import { standsAs } from './words/accounts';
import { comparesText } from './words/compares';

const shortest = 8;
const placeholders =
  /^(?:change[-_]?(?:me|it)|replace[-_]?(?:me|this)|your[-_].*|my[-_]?external[-_]?id|external[-_]?id(?:[-_]?\d+)?|(?:an?[-_])?example.*|sample.*|dummy.*|placeholder.*|test(?:[-_ ]?\d+|ing)?|todo.*|default|secret|password|unique[-_]?id|(.)\1+|0?1234567890?|12345(?:678?9?0?)?|abc(?:def|123).*)$/i;

export const weakExternalId = hintRule({
  name: 'weak-external-id',
  level: 'info',
  summary: 'An external ID is one that only this customer has.',
  why: 'The vendor tells its customers apart by the external ID. One that others may have chosen too, or that anybody can guess, lets one of them stand in for another.',
  fix: 'Use the external ID that the vendor made for you, or one that nobody else has, such as a UUID.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html#id_roles_third-party_external-id',
  ],

  finds: (reader) => {
    const { policy } = reader.reading;
    return policy.statements.flatMap((statement) => {
      const conditions = statement.conditions.filter(isExternalId);
      const meant = conditions.length === 0 ? no : meansVendor(statement, reader);
      if (meant.is === 'no') return [];
      return conditions.flatMap(({ values, at }) => {
        const [why] = values.flatMap(({ literal }) => (literal === undefined ? [] : (whyWeak(literal, policy) ?? [])));
        if (why === undefined) return [];
        const message = `the external ID ${why}`;
        return [{ at, message, ...(meant.is === 'unknown' ? { because: meant.because.join(', ') } : {}) }];
      });
    });
  },
});

/** Whether somebody outside the own accounts is meant; what services send there is a convention of theirs. */
function meansVendor({ principals }: Statement, { subject: { owner }, settings, today }: Reader): Truth {
  const isVendors = standsAs({ owner, settings, today }, ({ is }) => is === 'foreign' || is === 'approved');
  return any(principals.entries, (entry) => {
    if (entry.kind === 'everyone') return truth(entry.of === 'AWS' || entry.of === 'all');
    if (entry.kind === 'hole') return entry.of === 'AWS' ? unknown(...entry.text.holes.map(({ id }) => id)) : no;
    if (entry.kind === 'unique-id') return unknown(`whose the id ${entry.text.toString()} is`);
    return !('account' in entry) || entry.kind === 'saml' || entry.kind === 'oidc' ? no : isVendors(entry.account);
  });
}

function isExternalId(condition: Condition): boolean {
  return condition.key.toLowerCase() === 'sts:externalid' && comparesText(condition) !== undefined;
}

/** What is weak about an external ID, without showing it: it may be a secret all the same. */
function whyWeak(value: string, policy: Policy): string | undefined {
  // a variable stands for something else, and patterns are judged by who gets in
  if (value.includes('${') || /[*?]/.test(value)) return undefined;
  if (/[<>]|\{\{|\}\}/.test(value)) return 'is a place for a value that nobody has filled in';
  if (placeholders.test(value)) return 'is a word that stands in examples';
  if (/^\d{12}$/.test(value) && namesAccount(value, policy))
    return 'is an account number of the policy, which everybody knows';
  return value.length < shortest ? `has fewer than ${shortest} characters` : undefined;
}

function namesAccount(value: string, { statements }: Policy): boolean {
  return statements.some(({ principals }) =>
    principals.entries.some((entry) => 'account' in entry && entry.account.literal === value),
  );
}
