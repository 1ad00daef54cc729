import { nameHoleOf, resourcesOf } from '../drivers/seeds';
import type { Tree } from '../../shared/model/tree';
import { type Beside, Writer } from '../parity/cloudformation';
import type { ParityRow } from '../parity/rows';

/** Resources of a template by logical id. */
export type Resources = { readonly [logicalId: string]: { readonly Type: string; readonly Properties: object } };

/** A template with all that rows stand for. */
export interface Template extends Omit<Beside, 'Resources'> {
  readonly Resources: Resources;
}

/** The template of rows; `roleOf` gives the logical id of the role that stands under an id. */
export function templateOf(rows: readonly ParityRow[], roleOf: (id: string) => string = (id) => id): Template {
  const subjects = rows.flatMap((row) => row.subjects);
  const holes = subjects.flatMap(({ id, seed }): [string, string][] => {
    const hole = seed.kind === 'role' ? nameHoleOf(seed.arn) : undefined;
    return hole === undefined ? [] : [[hole.id, roleOf(id)]];
  });
  const writer = new Writer(new Map(holes));
  const made = subjects.map(({ id, seed }) => writer.write(resourcesOf(seed, id) as unknown as Tree) as Resources);
  const { Resources, ...sections } = writer.beside;
  return { ...sections, Resources: Object.assign({}, ...made, Resources) as Resources };
}

const sayable = ['AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary', 'Path'];

/** Why SAM cannot make the roles of a template; undefined where it can. */
export function cannotBeSam({ Resources }: Template): string | undefined {
  const roles = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  if (roles.length === 0) return 'there is no role in it';
  const properties = roles.map((role) => role.Properties as { readonly [name: string]: unknown });
  if (properties.some((one) => Object.keys(one).some((name) => !sayable.includes(name))))
    return 'SAM names its roles itself, and lets their sessions last an hour';
  if (properties.some(({ Policies = [] }) => (Policies as RoleProperties['Policies'] & object).some(isOpen)))
    return 'SAM takes what a function gives for the ARN of a policy';
  // SAM gives such a function the policy that it gives by default
  return properties.some(({ AssumeRolePolicyDocument: trust }) => trust === undefined || trust === null)
    ? 'SAM makes no role without a trust policy'
    : undefined;
}

/** The same template with a function of SAM in the place of each role; the role that SAM makes ends with `Role`. */
export function asSam({ Resources, ...sections }: Template): object {
  const roles = Object.keys(Resources).filter((id) => Resources[id]?.Type === 'AWS::IAM::Role');
  const made = Object.entries(Resources).map(([id, resource]) => [
    id,
    roles.includes(id) ? functionOf(resource) : resource,
  ]);
  const text = JSON.stringify(
    { ...sections, Resources: Object.fromEntries(made) as object },
    (_key, value: unknown) => {
      const { Ref: name } = (value ?? {}) as { readonly Ref?: unknown };
      return typeof name === 'string' && roles.includes(name) ? { Ref: `${name}Role` } : value;
    },
  );
  return { Transform: 'AWS::Serverless-2016-10-31', ...(JSON.parse(text) as object) };
}

function functionOf({ Properties }: Resources[string]): object {
  const { Policies = [], ManagedPolicyArns = [], Path, ...rest } = Properties as RoleProperties;
  const policies = [...Policies.map(({ PolicyDocument }) => PolicyDocument), ...ManagedPolicyArns];
  return {
    Type: 'AWS::Serverless::Function',
    Properties: {
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      InlineCode: '0',
      ...rest,
      ...(policies.length > 0 && { Policies: policies }),
      ...(Path !== undefined && { RolePath: Path }),
    },
  };
}

function isOpen({ PolicyDocument }: { readonly PolicyDocument: unknown }): boolean {
  return Object.keys(PolicyDocument as object).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

interface RoleProperties {
  readonly Policies?: readonly { readonly PolicyDocument: unknown }[];
  readonly ManagedPolicyArns?: readonly unknown[];
  readonly Path?: unknown;
}
