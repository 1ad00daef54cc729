import { deepest, isObject, own, tooDeep, type JsonObject } from './json';

/** A role that an app of the CDK asks for and that `Role.customizeRoles` keeps out of the templates. */
export interface KeptOutRole {
  /** The path of its construct. */
  readonly path: string;
  /** JSON pointer, in the report, of its trust policy. */
  readonly pointer: string;
  /** The statements of its trust policy as the report spells them. */
  readonly statements: unknown;
}

/** A template with roles that are kept out of it put in. */
export interface WithKeptOut {
  readonly template: JsonObject;
  /** The roles by the logical ids that they have there. */
  readonly roles: ReadonlyMap<string, KeptOutRole>;
}

/** The name that CDK gives its report for those who are to make such roles; it stands in the app's output folder. */
export const iamPolicyReport = 'iam-policy-report.json';

/** Why that report cannot be read, as a sentence for people. */
export function brokenIamPolicyReport(problem: string): string {
  return `CDK’s report on the roles that it keeps out of the templates cannot be read: ${problem}`;
}

/** Whether the value looks like that report rather than like any other JSON. */
export function looksLikeIamPolicyReport(value: unknown): boolean {
  const roles = own(value, 'roles');
  return Array.isArray(roles) && roles.some((role) => own(role, 'roleConstructPath') !== undefined);
}

/** The roles that the report tells of, or why it cannot be read: a lower-case clause without a full stop. */
export function readIamPolicyReport(
  value: unknown,
): { readonly roles: readonly KeptOutRole[] } | { readonly problem: string } {
  const entries = own(value, 'roles');
  if (!Array.isArray(entries)) return { problem: 'it names no roles' };
  const roles = new Map<string, KeptOutRole>();
  for (const [index, entry] of entries.entries()) {
    const path = own(entry, 'roleConstructPath');
    if (typeof path !== 'string' || path === '') return { problem: `role ${index + 1} in it has no construct path` };
    if (roles.has(path)) return { problem: `it names the role ${path} twice` };
    const statements = own(entry, 'assumeRolePolicy');
    if (tooDeep(statements)) {
      return { problem: `the policy of the role ${path} in it is nested deeper than ${deepest} levels` };
    }
    roles.set(path, { path, pointer: `/roles/${index}/assumeRolePolicy`, statements });
  }
  return { roles: [...roles.values()] };
}

/** In how many of an app's templates each logical id stands. */
export function countLogicalIds(templates: Iterable<unknown>): ReadonlyMap<string, number> {
  const holders = new Map<string, number>();
  for (const template of templates) {
    for (const id of Object.keys(resourcesOf(template))) holders.set(id, (holders.get(id) ?? 0) + 1);
  }
  return holders;
}

/** The template as it would be with these roles in it; `holders` counts the logical ids of all templates of the app. */
export function withKeptOut(
  template: unknown,
  roles: readonly KeptOutRole[],
  holders: ReadonlyMap<string, number>,
): WithKeptOut {
  // what the template's own Metadata accepts is about the roles in it
  const { Metadata: _, ...sections } = isObject(template) ? template : {};
  const beside = resourcesOf(template);
  const isElsewhere = (id: string) => holders.has(id) && !(Object.hasOwn(beside, id) && holders.get(id) === 1);
  const named = new Map(roles.map((role) => [`the role ${role.path}`, role]));
  const added = [...named].map(([id, { statements }]) => {
    const policy = { Version: '2012-10-17', Statement: mended(statements, isElsewhere) };
    return [id, { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } }] as const;
  });
  return { template: { ...sections, Resources: { ...beside, ...Object.fromEntries(added) } }, roles: named };
}

/**
 * A policy of the report as a template would hold it. The report turns empty texts into empty lists, and names a
 * resource of another stack as if it were one of this.
 */
function mended(value: unknown, isElsewhere: (id: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => mended(item, isElsewhere));
  if (!isObject(value)) return value;
  const join = own(value, 'Fn::Join');
  if (Array.isArray(join) && Array.isArray(join[0])) return { 'Fn::Join': ['', mended(join[1], isElsewhere)] };
  const attribute = own(value, 'Fn::GetAtt');
  const id: unknown = Array.isArray(attribute) ? attribute[0] : own(value, 'Ref');
  if (typeof id === 'string' && isElsewhere(id)) return { Ref: `${id} of another stack` };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mended(item, isElsewhere)]));
}

function resourcesOf(template: unknown): JsonObject {
  const resources = own(template, 'Resources');
  return isObject(resources) ? resources : {};
}
