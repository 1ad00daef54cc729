import { trustActions } from '../../iam/actions';
import { coversAction } from '../../iam/decide';
import { readOperator } from '../../iam/operators';
import type { CompiledPolicy, CompiledStatement } from '../../iam/compile';
import type { Principal } from '../../model/principal';
import type { Condition, Policy, Statement } from '../../model/policy';
import type { Text } from '../../model/text';
import { assumes } from './covered-actions';

/** A role that a statement lets in by its ARN. */
export interface Trusted {
  readonly arn: Text;
  /** JSON pointer of the statement. */
  readonly at: string;
}

/** The roles that a trust policy names one by one, as principals or by aws:PrincipalArn. */
export function trustedRoles(policy: CompiledPolicy): Trusted[] {
  return letting(policy).flatMap(({ source }) => {
    const principals = source.principals.entries.flatMap((entry) => roleOf(entry) ?? []);
    const pins = source.conditions.filter(pinsCaller).flatMap(({ values }) => values.filter(isRoleArn));
    return [...principals, ...pins].map((arn) => ({ arn, at: source.at }));
  });
}

/** Whether a policy names any role, which most do not; a quick look before it is compiled. */
export function mayNameRoles({ statements }: Policy): boolean {
  return statements.some(
    ({ principals, conditions }) =>
      principals.entries.some((entry) => roleOf(entry) !== undefined) || conditions.some(pinsCaller),
  );
}

/** Whether every call that the policy may let in is made by a session of a role; not where it lets nobody in. */
export function isForRolesOnly(policy: CompiledPolicy): boolean {
  const ways = letting(policy);
  return ways.length > 0 && ways.every(({ source }) => isOfRoles(source));
}

const assuming = trustActions.filter(assumes).map(({ name }) => name);

function letting({ allows }: CompiledPolicy): CompiledStatement[] {
  return allows.filter((statement) => assuming.some((action) => coversAction(statement, action).is !== 'no'));
}

function isOfRoles({ hole, principals, conditions }: Statement): boolean {
  if (hole !== undefined || principals.not || principals.entries.length === 0) return false;
  if (principals.entries.every((entry) => roleOf(entry) !== undefined)) return true;
  return (
    principals.entries.every(({ kind }) => kind === 'account' || kind === 'role') &&
    conditions.some((condition) => pinsCaller(condition) && condition.values.every(isRoleArn))
  );
}

/** The ARN of the role, or of the session of a role, that a principal is. */
function roleOf({ kind, text }: Principal): Text | undefined {
  if (kind === 'session') return text;
  return kind === 'role' && isRoleArn(text) ? text : undefined;
}

/** Whether a condition asks for certain callers, and cannot be met by any other. */
function pinsCaller({ operator, key, hole }: Condition): boolean {
  const use = readOperator(operator);
  if (key.toLowerCase() !== 'aws:principalarn' || hole !== undefined || use === undefined) return false;
  // the key stands in every signed call, so that IfExists and ForAllValues ask no less
  return use.operator.family === 'text' && !use.operator.negated;
}

function isRoleArn(text: Text): boolean {
  return /:role\/[^*?]*$/.test(text.toString());
}
