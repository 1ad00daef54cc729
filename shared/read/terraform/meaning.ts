import { type Domain, Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import type { Estate } from './estate';
import { accountOf, arnOf, kindOf, nameOf, partitionOf } from './names';
import type { Followed } from './references';

/** What a reference may be the value of, where it names a resource and no attribute: what a dynamic index leaves of it. */
export type Wanted = 'name' | 'arn' | 'json';

/** The value that a reference stands for, as far as it is known. */
export function valueOf(followed: Followed, wanted: Wanted | undefined, estate: Estate): Tree {
  if (followed.isDerived !== true) return exactly(followed, wanted, estate);
  return Text.of({ id: followed.id, domain: isArn(exactly(followed, wanted, estate)) ? 'arn' : 'free' });
}

/** Whether a reference is to the JSON of a policy that a data source puts together. */
export function isDocument({ instance, attribute = 'json' }: Followed): boolean {
  return instance?.type === 'aws_iam_policy_document' && (attribute === 'json' || attribute === 'minified_json');
}

/** Whether a value is an ARN, whatever is open in it. */
export function isArn(tree: Tree): boolean {
  const text = tree instanceof Text ? tree : Text.of(typeof tree === 'string' ? tree : '');
  const [first] = text.pieces;
  return (typeof first === 'string' && first.startsWith('arn:')) || text.hole?.domain === 'arn';
}

function exactly(followed: Followed, wanted: Wanted | undefined, estate: Estate): Tree {
  const { instance, id } = followed;
  if (instance === undefined) return hole(id);
  const { type, address } = instance;
  const attribute = followed.attribute ?? wanted;
  const owner = estate.owners.of(instance);
  const kind = kindOf(type);
  if (isDocument(followed)) return estate.document(instance) ?? hole(id);
  if (attribute === 'arn' || (attribute === 'id' && (kind === 'policy' || kind?.endsWith('provider') === true)))
    return arnOf(instance, owner);
  if (kind !== undefined && kind !== 'policy' && (attribute === 'id' || isName(attribute))) return nameOf(instance);
  if (type === 'aws_caller_identity' && attribute === 'account_id') return accountOf(owner);
  if (type === 'aws_partition' && attribute === 'partition') return partitionOf(owner);
  return Text.of({
    id: `${address}${id.slice(address.length) || `.${attribute ?? ''}`}`,
    domain: domainOf(type, attribute),
  });
}

// awscc names a role role_name
function isName(attribute: string | undefined): boolean {
  return attribute !== undefined && /^(?:(?:role|user|group)_)?name$/.test(attribute);
}

function domainOf(type: string, attribute: string | undefined): Domain {
  if (type === 'aws_organizations_account' && attribute === 'id') return 'account';
  if (type === 'aws_region' && (attribute === 'name' || attribute === 'region' || attribute === 'id')) return 'region';
  return attribute === 'unique_id' ? 'name' : 'free';
}

function hole(id: string): Text {
  return Text.of({ id, domain: 'free' });
}
