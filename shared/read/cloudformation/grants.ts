import type { Identity } from '../../model/subject';
import type { Text } from '../../model/text';
import { isList, pointer } from '../../model/tree';
import { isObject, own } from '../json';
import { read } from './resolve';
import type { Scope } from './scope';
import { asText } from './text';
import { entriesOf, type Entry } from './ways';

/** A document in a resource: where it stands from the resource, and the value that holds it. */
export interface Written extends Entry {
  readonly raw: unknown;
}

/** The identities that a template makes, and the property that names each. */
export const identityTypes: { readonly [type: string]: Exclude<Identity['of'], 'permissionSet'> } = {
  'AWS::IAM::Role': 'role',
  'AWS::IAM::User': 'user',
  'AWS::IAM::Group': 'group',
};

/** The properties that name who has the document of a policy of that type. */
export const holdersOf: {
  readonly [type: string]: { readonly [property: string]: Exclude<Identity['of'], 'permissionSet'> };
} = {
  'AWS::IAM::Policy': { Roles: 'role', Users: 'user', Groups: 'group' },
  'AWS::IAM::ManagedPolicy': { Roles: 'role', Users: 'user', Groups: 'group' },
  'AWS::IAM::RolePolicy': { RoleName: 'role' },
  'AWS::IAM::UserPolicy': { UserName: 'user' },
  'AWS::IAM::GroupPolicy': { GroupName: 'group' },
};

/** The documents that a resource writes out itself, and what a macro or a loop that is not known may write there. */
export function documentsIn(type: string, properties: unknown): readonly Written[] {
  return [...documentsOf(type, properties), ...unseenIn(properties)];
}

/** The property of that name; all properties where it is missing and a macro or a loop among them may write it. */
export function writtenIn(properties: unknown, name: string): unknown {
  const value = own(properties, name);
  return value === undefined && unseenIn(properties).length > 0 ? properties : value;
}

function unseenIn(properties: unknown): readonly Written[] {
  const calls = isObject(properties) ? Object.entries(properties).filter(([name]) => name.startsWith('Fn::')) : [];
  return calls.map(([name, argument]) => ({ raw: { [name]: argument }, at: pointer('', name), when: [] }));
}

function documentsOf(type: string, properties: unknown): readonly Written[] {
  if (type in identityTypes) {
    return entriesOf(own(properties, 'Policies'), '/Policies').flatMap((entry) => {
      const document = own(entry.raw, 'PolicyDocument');
      // what is no object is a value that a deployment decides, and may hold any document
      if (document === undefined) return isOpen(entry.raw) ? [entry] : [];
      return [{ ...entry, raw: document, at: `${entry.at}/PolicyDocument` }];
    });
  }
  const name = type === 'AWS::SSO::PermissionSet' ? 'InlinePolicy' : 'PolicyDocument';
  const raw = own(properties, name);
  return raw === undefined || raw === '' ? [] : [{ raw, at: `/${name}`, when: [] }];
}

/** A managed policy that a resource lists. */
export interface Named extends Pick<Entry, 'at' | 'when'> {
  readonly arn: Text;
}

/** The managed policies that a resource lists, each as a value of its own or all by a function that gives a list. */
export function arnsIn(type: string, properties: unknown, scope: Scope): readonly Named[] {
  const name = type === 'AWS::SSO::PermissionSet' ? 'ManagedPolicies' : 'ManagedPolicyArns';
  return entriesOf(own(properties, name), `/${name}`).flatMap(({ raw, at, when }) => {
    const tree = read(raw, scope);
    const all = isList(tree) ? tree.map((one, index) => ({ one, at: pointer(at, index) })) : [{ one: tree, at }];
    return all.flatMap((entry): Named[] => {
      const arn = asText(entry.one);
      return arn === undefined ? [] : [{ arn, at: entry.at, when }];
    });
  });
}

function isOpen(raw: unknown): boolean {
  return (
    typeof raw === 'object' && raw !== null && Object.keys(raw).some((key) => key.startsWith('Fn::') || key === 'Ref')
  );
}
