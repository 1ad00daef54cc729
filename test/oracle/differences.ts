import { keyFacts } from '../../shared/iam/keys';
import { operators } from '../../shared/iam/operators';
import type { Request } from '../../shared/model/finding';
import type { Pair, PairStatement } from './pairs';

/** One operator on one key of one statement. */
export interface PairCondition {
  readonly effect: 'Allow' | 'Deny';
  readonly set: string;
  /** Without set qualifier and IfExists. */
  readonly operator: string;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

/** Where the simulator is known to decide otherwise, and the page by which we judge as we do. */
export interface Difference {
  readonly name: string;
  readonly page: string;
  readonly inCondition?: (condition: PairCondition, pair: Pair) => boolean;
  readonly inStatement?: (statement: PairStatement, pair: Pair) => boolean;
}

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const operatorsPage = `${guide}reference_policies_elements_condition_operators.html`;
const variablesPage = `${guide}reference_policies_variables.html`;
const principalPage = `${guide}reference_policies_elements_principal.html`;
const manyPage = `${guide}reference_policies_condition-single-vs-multi-valued-context-keys.html`;

export function valueOf({ context }: Request, key: string): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

function variablesIn(value: string): { name: string; fallback: boolean }[] {
  return [...value.matchAll(/\$\{([^*?$}][^}]*)\}/g)].map(([, inside = '']) => ({
    name: (inside.split(',')[0] ?? '').trim(),
    fallback: inside.includes(','),
  }));
}

/** What becomes of a value's variables; undefined where one has no single value and no default. */
function filled(value: string, { full }: Pair): string | undefined {
  const missing = variablesIn(value).some(({ name, fallback }) => !fallback && typeof valueOf(full, name) !== 'string');
  return missing ? undefined : value.replace(/\$\{[^}]*\}/g, 'x');
}

/** Whether an operator can make nothing of a value. */
function isNonsense({ operator }: PairCondition, value: string, pair: Pair): boolean {
  const text = operator.startsWith('Arn') || operator === 'Bool' ? filled(value, pair) : value;
  if (text === undefined) return false;
  return operators.find(({ name }) => name === operator)?.read(text) === undefined;
}

const isDocumented = (name: string): boolean => operators.some((operator) => operator.name === name);
const textual = /^String/;

/** The known differences, in the order in which they are looked for. */
export const differences: readonly Difference[] = [
  {
    name: 'IfExists holds for an absent key, also under ForAnyValue',
    page: `${operatorsPage}#Conditions_IfExists`,
    inCondition: ({ set, ifExists, key }, { full }) =>
      set === 'ForAnyValue' && ifExists && valueOf(full, key) === undefined,
  },
  {
    name: 'Null under a set operator asks about no value',
    page: manyPage,
    inCondition: ({ set, operator }) => set !== '' && operator === 'Null',
  },
  {
    name: 'a multi-valued key without a set operator is not documented, so an Allow counts as not restricted',
    page: manyPage,
    inCondition: ({ set, operator, key }, { full }) =>
      set === '' && operator !== 'Null' && keyFacts(key).many && valueOf(full, key) !== undefined,
  },
  {
    name: 'an operator that AWS does not have restricts nothing in an Allow',
    page: operatorsPage,
    inCondition: ({ operator }) => !isDocumented(operator),
  },
  {
    name: 'what an empty list means is not documented, so an Allow counts as not restricted',
    page: operatorsPage,
    inCondition: ({ values }) => values.length === 0,
  },
  {
    name: 'a value that the operator can make nothing of restricts nothing in an Allow',
    page: operatorsPage,
    inCondition: (condition, pair) => condition.values.some((value) => isNonsense(condition, value, pair)),
  },
  {
    name: 'before 2012-10-17 a variable is only text',
    page: `${guide}reference_policies_elements_version.html`,
    inCondition: ({ values }, { policy }) =>
      policy.Version !== '2012-10-17' && values.some((value) => value.includes('${')),
  },
  {
    name: 'a negated comparison with a variable that has no value holds',
    page: `${variablesPage}#policy-vars-no-value`,
    inCondition: ({ operator, values }, pair) =>
      operator.includes('Not') && values.some((value) => filled(value, pair) === undefined),
  },
  {
    name: 'a variable whose value is empty has a value',
    page: variablesPage,
    inCondition: ({ values }, { full }) =>
      values.some((value) => variablesIn(value).some(({ name }) => valueOf(full, name) === '')),
  },
  {
    name: 'a variable inside an ARN does not add a colon to it',
    page: `${variablesPage}#policy-vars-wheretouse`,
    inCondition: ({ operator, values }) =>
      operator.startsWith('Arn') && values.some((value) => /\$\{[^}]*:/.test(value)),
  },
  {
    name: '${*} is a star where a star is only a character, too',
    page: `${variablesPage}#policy-vars-specialchars`,
    inCondition: ({ operator, values }) => textual.test(operator) && values.some((value) => /\$\{[*?$]\}/.test(value)),
  },
  {
    name: 'a block of no bits holds every address',
    page: `${operatorsPage}#Conditions_IPAddress`,
    inCondition: ({ operator, values }) => operator.includes('Ip') && values.some((value) => value.endsWith('/0')),
  },
  {
    name: 'an address is outside every address of the other family',
    page: `${operatorsPage}#Conditions_IPAddress`,
    inCondition: ({ operator, key, values }, { full }) =>
      operator === 'NotIpAddress' &&
      values.some((value) => !value.includes('/') && value.includes(':') !== String(valueOf(full, key)).includes(':')),
  },
  {
    name: 'an IPv6 address may be written in several ways',
    page: `${operatorsPage}#Conditions_IPAddress`,
    inCondition: ({ operator, values }) =>
      operator.includes('Ip') && values.some((value) => /^[\da-f:]*:0+[\da-f:]*$/i.test(value)),
  },
  {
    name: 'seconds since 1970 and a date are the same moment',
    page: `${operatorsPage}#Conditions_Date`,
    inCondition: ({ operator, values }) => operator.startsWith('Date') && values.some((value) => /^\d+$/.test(value)),
  },
  {
    name: '{ "AWS": "*" } is not known to cover services and federated callers, so a Deny and NotPrincipal do not',
    page: `${principalPage}#principal-anonymous`,
    inStatement: ({ Effect, Principal, NotPrincipal }, { request }) =>
      request.principal.type !== 'AWS' &&
      entriesOf(Effect === 'Deny' ? Principal : NotPrincipal).some((entry) => entry === 'AWS *'),
  },
  {
    name: 'a Deny with NotPrincipal is refused by IAM, so nobody can count on it',
    page: `${guide}reference_policies_elements_notprincipal.html`,
    inStatement: ({ Effect, NotPrincipal }) => Effect === 'Deny' && NotPrincipal !== undefined,
  },
  {
    name: 'a role is known by its path and its name',
    page: `${guide}reference_identifiers.html#identifiers-arns`,
    inStatement: ({ Principal, NotPrincipal }, { full }) =>
      entriesOf(Principal ?? NotPrincipal).some((entry) => {
        const arn = valueOf(full, 'aws:PrincipalArn');
        const last = (text: unknown): string => String(text).split('/').at(-1) ?? '';
        return entry.includes(':role/') && entry !== `AWS ${String(arn)}` && last(entry) === last(arn);
      }),
  },
  {
    name: 'a federated user is not the IAM user of the same name',
    page: `${principalPage}#sts-session-principals`,
    inStatement: ({ Principal, NotPrincipal }, { request }) =>
      request.principal.id.includes(':federated-user/') &&
      entriesOf(Principal ?? NotPrincipal).some((entry) => entry.includes(':user/')),
  },
  {
    name: 'IAM refuses wildcards inside a principal, which mean what they would mean elsewhere',
    page: principalPage,
    inStatement: ({ Principal, NotPrincipal }) =>
      entriesOf(Principal ?? NotPrincipal).some((entry) => entry !== 'AWS *' && /[*?]/.test(entry)),
  },
  {
    name: 'a service is the same in every Region',
    page: `${principalPage}#principal-services`,
    inStatement: ({ Principal, NotPrincipal }, { request }) =>
      request.principal.type === 'Service' &&
      entriesOf(Principal ?? NotPrincipal).some((entry) => /^Service logs\./.test(entry)),
  },
];

function entriesOf(principal: unknown): string[] {
  if (typeof principal !== 'object' || principal === null) return [];
  return Object.entries(principal).flatMap(([type, named]) => [named].flat().map((one) => `${type} ${String(one)}`));
}

export interface Explained {
  readonly names: ReadonlySet<string>;
  /** The pair without the conditions and statements on which the simulator is known to differ. */
  readonly rest: Pair;
}

/** The known differences that a pair has in it, and the pair without them. */
export function explain(pair: Pair): Explained {
  const names = new Set<string>();
  const Statement = pair.policy.Statement.flatMap((statement): PairStatement[] => {
    const odd = differences.filter(({ inStatement }) => inStatement?.(statement, pair) === true);
    for (const { name } of odd) names.add(name);
    return odd.length > 0 ? [] : [without(statement, pair, names)];
  });
  return { names, rest: { ...pair, policy: { ...pair.policy, Statement } } };
}

function without(statement: PairStatement, pair: Pair, names: Set<string>): PairStatement {
  const { Effect, Condition = {}, ...rest } = statement;
  const left = Object.entries(Condition).map(([spelling, keys]) => {
    const [, set = '', operator = '', ifExists] = /^(?:(.*):)?(.*?)(IfExists)?$/.exec(spelling) ?? [];
    const plain = Object.entries(keys).filter(([key, value]) => {
      const condition = {
        effect: Effect,
        set,
        operator,
        ifExists: ifExists !== undefined,
        key,
        values: [value].flat(),
      };
      const odd = differences.filter(({ inCondition }) => inCondition?.(condition, pair) === true);
      for (const { name } of odd) names.add(name);
      return odd.length === 0;
    });
    return [spelling, Object.fromEntries(plain)] as const;
  });
  return { Effect, ...rest, Condition: Object.fromEntries(left.filter(([, keys]) => Object.keys(keys).length > 0)) };
}
