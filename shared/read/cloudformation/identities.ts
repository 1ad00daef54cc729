import type { Identity, Subject } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { Choice } from '../../model/tree';
import { own } from '../json';
import { managedByAws } from '../managed-policies';
import { arnsIn, documentsIn, writtenIn } from './grants';
import { keyOf } from './holders';
import { groundOf, type Met } from './met';
import { read } from './resolve';
import { asText } from './text';
import { isPossible } from './ways';

/** The documents that a role, user or group has in itself, and those of AWS that it names. */
export function readInline(met: Met): readonly Subject[] {
  const { id, type, properties, scope, holders } = met;
  const written = documentsIn(type, properties)
    .filter(({ when }) => isPossible(when, scope))
    .map(({ raw, at }) => ({ at, document: read(raw, scope) }));
  return [...written, ...managedIn(met)].map(({ at, document }) => ({
    kind: 'identity',
    ...groundOf(met, at),
    document,
    identities: holders().of(`${id}${at}`),
  }));
}

/** The document of a policy that is a resource of its own. */
export function readPolicy(met: Met): readonly Subject[] {
  const { id, type, properties, scope, holders } = met;
  // a permissions boundary limits what others give, and gives nothing
  if (type === 'AWS::IAM::ManagedPolicy' && holders().isLimit(id)) return [];
  const document = read(writtenIn(properties, 'PolicyDocument'), scope);
  return [{ kind: 'identity', ...groundOf(met, '/PolicyDocument'), document, identities: holders().of(keyOf(id)) }];
}

/** The documents of a permission set: the one that stands in it, and those of AWS that it names. */
export function readPermissionSet(met: Met): readonly Subject[] {
  const { id, type, properties, scope } = met;
  const written = documentsIn(type, properties)
    .filter(({ when }) => isPossible(when, scope))
    .map(({ raw, at }) => ({ at, document: read(raw, scope) }));
  const all = [...written, ...managedIn(met)];
  const boundary = boundaryOf(met);
  return all.map((one) => {
    const documents = all.flatMap((other) => (other === one ? [] : [other.document]));
    const identity: Identity = { of: 'permissionSet', id, documents, ...(boundary !== undefined && { boundary }) };
    return { kind: 'identity', ...groundOf(met, one.at), document: one.document, identities: [identity] };
  });
}

function managedIn({ type, properties, scope }: Met): { readonly at: string; readonly document: Tree }[] {
  return arnsIn(type, properties, scope).flatMap(({ arn, at, when }) => {
    const document = managedByAws(arn);
    return document === undefined || !isPossible(when, scope) ? [] : [{ at, document }];
  });
}

/** A policy of the customer's stands in each account that the set goes to, and only its name is known here. */
function boundaryOf({ properties, scope, holders }: Met): Tree | undefined {
  const boundary = read(own(properties, 'PermissionsBoundary'), scope);
  if (boundary === undefined || boundary === null) return undefined;
  if (boundary instanceof Choice || boundary instanceof Text) return elsewhere('PermissionsBoundary');
  const arn = own(own(properties, 'PermissionsBoundary'), 'ManagedPolicyArn');
  const name = asText(read(own(own(boundary, 'CustomerManagedPolicyReference'), 'Name'), scope));
  return (
    (arn === undefined ? undefined : holders().boundary(arn)) ??
    elsewhere(name === undefined ? 'PermissionsBoundary' : `the policy ${name.toString()} of each account`)
  );
}

function elsewhere(id: string): Text {
  return Text.of({ id, domain: 'free' });
}
