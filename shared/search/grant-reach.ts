import type { Grant } from '../iam/grant';
import type { Policy, Statement } from '../model/policy';
import { arnParts } from '../model/principal';
import type { Text } from '../model/text';
import type { GrantQuestion, ResourceClass } from './grant-question';

/** The service and the beginning of the last part of the ARNs of a class; a class that is not here is of any. */
const shapes: { readonly [of in ResourceClass['of']]?: readonly [service: string, type: string] } = {
  role: ['iam', 'role/'],
  root: ['iam', 'root'],
  'federated-user': ['sts', 'federated-user/'],
  'delegation-request': ['iam', 'delegation-request/'],
};

/** Whether no Allow of a document is about the first action and a resource of the class; a quick look, before anything is compiled. */
export function hasNoWay({ statements }: Policy, { actions: [first = ''], resource }: GrantQuestion): boolean {
  return !statements.some(
    (statement) =>
      statement.effect !== 'Deny' &&
      // what a statement that is not known may allow is said once, of the document
      statement.hole === undefined &&
      mayCover(statement, first) &&
      mayReach(statement, resource),
  );
}

/** Whether a statement may speak of an action. */
export function mayCover({ actions }: Statement, action: string): boolean {
  const asked = action.toLowerCase();
  return (
    actions.not ||
    actions.names.some(({ literal }) => {
      const name = literal?.toLowerCase();
      const wild = name?.search(/[*?]/) ?? 0;
      return name === undefined || name === asked || (wild >= 0 && asked.startsWith(name.slice(0, wild)));
    })
  );
}

function mayReach({ resources }: Statement, wanted: ResourceClass): boolean {
  if (resources === undefined || resources.not) return true;
  return resources.names.some((name) => isOf(name, wanted) && !(isUnnamedRole(wanted) && namesRole(name)));
}

/**
 * The grant without the resources that none of the class is, and, where roles are asked about that the documents do
 * not name, without those that only a variable names: what stands for the caller names as surely as a text does.
 */
export function reaching(grant: Grant, wanted: ResourceClass): Grant {
  if (shapes[wanted.of] === undefined) return grant;
  return mapPolicies(grant, (policy) =>
    mapStatements(policy, (statement) => {
      const { resources, effect } = statement;
      if (resources === undefined || resources.not) return statement;
      const drops = (name: Text): boolean =>
        !isOf(name, wanted) ||
        (effect === 'Allow' && policy.variables && isUnnamedRole(wanted) && isOfCaller(name) && namesRole(name));
      return withNames(
        statement,
        resources.names.filter((name) => !drops(name)),
      );
    }),
  );
}

function isUnnamedRole({ of, named }: ResourceClass): boolean {
  return of === 'role' && named !== true;
}

/** Whether an ARN of the class may match the pattern, as far as its type goes. */
function isOf(name: Text, { of }: ResourceClass): boolean {
  const shape = shapes[of];
  const parts = shape && confinedParts(name);
  if (shape === undefined || parts === undefined) return true;
  const [service, type] = shape;
  const [, , ofService, region, , tail] = parts;
  if (!mayBe(ofService, service) || !mayBe(region, '')) return false;
  const start = startOf(tail);
  return start.startsWith(type) || type.startsWith(start);
}

function mayBe(part: Text | undefined, text: string): boolean {
  return part?.literal === undefined || part.literal === text || /[*?]/.test(part.literal);
}

/**
 * The parts of a pattern of ARNs whose wildcards do not run on into its account. Only for a name that spells the rest of
 * an ARN in its path would the star of `arn:*:iam::` do, and who looks for any role means no such.
 */
export function confinedParts(name: Text): readonly Text[] | undefined {
  const parts = arnParts(name);
  if (parts === undefined || parts.length < 6) return undefined;
  const confined = parts
    .slice(0, 4)
    .every(({ pieces }, index) =>
      pieces.every((piece) =>
        typeof piece === 'string'
          ? !(index === 1 ? /[$]/ : /[*?$]/).test(piece)
          : piece.domain !== 'free' && piece.domain !== 'arn',
      ),
    );
  return confined ? parts : undefined;
}

/** What a text begins with before the first wildcard, variable or hole. */
function startOf(text: Text | undefined): string {
  const first = text?.pieces[0];
  return typeof first === 'string' ? first.replace(/[*?$].*$/s, '') : '';
}

/** Whether what is written in the place of a name names anything: a single letter between stars does not. */
export function namesSomething(name: string): boolean {
  return (name.match(/[A-Za-z0-9]/g) ?? []).length >= 2;
}

/** Whether a pattern names roles, if only by a part of their names, or by what stands for the caller. */
function namesRole(name: Text): boolean {
  const tail = confinedParts(name)?.[5];
  if (tail === undefined || !startOf(tail).startsWith('role/')) return false;
  if (tail.literal === undefined) return true;
  const said = tail.literal.slice('role/'.length);
  if (said.replace(ofCaller, '').includes('${')) return false;
  return said.search(ofCaller) >= 0 || namesSomething(said);
}

// what a caller cannot choose for a call; a variable with a default is left to the search
const ofCaller = /\$\{\s*aws:(?:username|userid|principalaccount|principalorgid|principaltag\/[^{}']+?)\s*\}/gi;

function isOfCaller({ pieces }: Text): boolean {
  return pieces.some((piece) => typeof piece === 'string' && piece.search(ofCaller) >= 0);
}

/** The grant with each of its policies changed; the same where none changes. */
export function mapPolicies(grant: Grant, change: (policy: Policy) => Policy): Grant {
  const { own, others, boundary } = grant;
  const changed = { own: change(own), others: others.map(change) };
  const bound = boundary && change(boundary);
  const same = changed.own === own && bound === boundary && changed.others.every((one, index) => one === others[index]);
  return same ? grant : { ...changed, ...(bound === undefined ? {} : { boundary: bound }) };
}

/** The policy with each statement changed, or left out; the same where none changes. */
export function mapStatements(policy: Policy, change: (statement: Statement) => Statement | undefined): Policy {
  const statements = policy.statements.map((statement) =>
    statement.hole === undefined ? change(statement) : statement,
  );
  if (statements.every((statement, index) => statement === policy.statements[index])) return policy;
  return { ...policy, statements: statements.filter((statement) => statement !== undefined) };
}

/** The statement with these of its resources; one that is left without any matches nothing. */
export function withNames(statement: Statement, names: readonly Text[]): Statement | undefined {
  const { resources } = statement;
  if (resources === undefined || names.length === resources.names.length) return statement;
  return names.length === 0 ? undefined : { ...statement, resources: { ...resources, names } };
}
