import * as ipaddr from 'ipaddr.js';
import { isLegal, keyFacts, type KeyFacts } from '../../iam/keys';
import { readOperator, type OperatorUse } from '../../iam/operators';
import type { Condition } from '../../model/policy';

/** Why nothing that a call can send meets a condition; undefined where something may. */
export function whyNever(condition: Condition, variables: boolean): string | undefined {
  const use = readOperator(condition.operator);
  // a list of values is met by one of them, and the rest need not be looked at
  if (use === undefined || use.operator.negated || use.ifExists || use.set === 'all') return undefined;
  const facts = keyFacts(condition.key);
  if (!facts.known || condition.values.length === 0 || (facts.many && use.set === undefined)) return undefined;
  const values = condition.values.map(({ literal }) => literal);
  const whys = values.map((value) => (value === undefined ? undefined : why(value, facts, use, variables)));
  return whys.includes(undefined) ? undefined : whys[0];
}

function why(value: string, facts: KeyFacts, use: OperatorUse, variables: boolean): string | undefined {
  const { name } = facts;
  switch (use.operator.family) {
    case 'text':
      if (value.includes('${'))
        return variables
          ? undefined
          : `\${…} is plain text in a policy whose Version is not 2012-10-17, which ${name} never is`;
      if (value === '' && !isLegal(facts.language, ''))
        return `${name} is never empty: where it is not sent it is missing`;
      return isPossible(value, facts, use) ? undefined : `no value of ${name} is spelled like that`;
    case 'bool':
      return /^(?:true|false)$/i.test(value) || value.includes('${')
        ? undefined
        : `${name} is true or false and nothing else`;
    case 'ip':
      return name === 'aws:SourceIp' && isPrivate(value)
        ? `${name} is a public address, and never one of a private range`
        : undefined;
    default:
      return undefined;
  }
}

function isPossible(value: string, { language }: KeyFacts, { operator }: OperatorUse): boolean {
  if (operator.wildcards !== 'none' && /[*?]/.test(value)) return true;
  if (isLegal(language, value)) return true;
  return operator.name.endsWith('IgnoreCase') && (isLegal(language, value.toLowerCase()) || language.kind === 'words');
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
const closedRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].map((range) => ipaddr.parseCIDR(range));

function isPrivate(block: string): boolean {
  const text = block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  return closedRanges.some(
    ([range, width]) => range.kind() === address.kind() && bits >= width && address.match(range, width),
  );
}
