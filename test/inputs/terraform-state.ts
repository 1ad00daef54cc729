import { isList, isMap, type Tree } from '../../shared/model/tree';
import { Text } from '../../shared/model/text';
import { own } from '../table/build';
import { addressOf, type Declared, stored } from './terraform-writer';

const kinds: { readonly [type: string]: string } = {
  aws_iam_role: 'role',
  aws_iam_user: 'user',
  aws_iam_group: 'group',
  aws_iam_policy: 'policy',
};

/** Each resource as the two forms of a state have it once all of them are made. */
export function addressesIn(all: readonly Declared[]): readonly { readonly shown: object; readonly stored: object }[] {
  const caller: Declared = { mode: 'data', type: 'aws_caller_identity', name: 'current', args: {}, provider: '' };
  const made = new Map(all.map((one) => [addressOf(one), one]));
  return [caller, ...all].map((one) => {
    const settled = { ...one, args: settle(one.args, made) as Declared['args'] };
    const attributes = attributesOf(one);
    const shown = stored(settled, attributes) as { values: object };
    const { mode = 'managed', type, name } = one;
    const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
    const instance = { schema_version: 0, attributes: shown.values, sensitive_attributes: [] };
    return { shown, stored: { mode, type, name, provider, instances: [instance] } };
  });
}

function attributesOf({ type, name, args }: Declared): object {
  if (type === 'aws_caller_identity')
    return { account_id: own, arn: `arn:aws:sts::${own}:assumed-role/ci/run`, id: own };
  const arn = arnOf(type, name, args);
  return { id: name, ...(arn !== undefined && { arn }) };
}

function arnOf(type: string, name: string, args: Declared['args']): string | undefined {
  const kind = kinds[type];
  const [path, called] = [args['path'] ?? '/', args['name'] ?? name].map(String);
  if (kind !== undefined) return `arn:aws:iam::${own}:${kind}${path}${called}`;
  return type === 'aws_ssoadmin_permission_set'
    ? `arn:aws:sso:::permissionSet/ssoins-1111222233334444/${name}`
    : undefined;
}

/** The values with each reference replaced by what it leads to. */
function settle(tree: Tree | undefined, made: ReadonlyMap<string, Declared>): Tree | undefined {
  if (tree instanceof Text) {
    const [address = '', attribute = ''] = tree
      .toString()
      .slice(1, -1)
      .split(/\.(?=\w+$)/);
    const one = made.get(address);
    const values = one === undefined ? {} : { ...one.args, ...attributesOf(one) };
    const value = (values as { [name: string]: Tree })[attribute === 'id' && 'name' in values ? 'name' : attribute];
    if (value === undefined) throw new Error(`nothing is known of ${tree.toString()}`);
    return value;
  }
  if (isList(tree)) return tree.map((one) => settle(one, made));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, settle(value, made)]));
}
