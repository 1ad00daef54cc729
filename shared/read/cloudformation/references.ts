import { parseDocument } from '../../model/policy';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { isObject, own } from '../json';
import { isStandIn } from './fill';
import { parameterValue } from './parameters';
import { asText, plain } from './text';
import type { Scope } from './scope';

/** What `Ref` of that name gives: undefined for AWS::NoValue, a hole for what a deployment decides. */
export function ref(name: string, scope: Scope): Tree | undefined {
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::AccountId':
    case 'AWS::Partition':
    case 'AWS::Region':
    case 'AWS::URLSuffix':
      return plain(scope.pseudo(name));
    case 'AWS::StackName':
      return scope.hole(name, 'name');
    case 'AWS::StackId':
      return scope.hole(name, 'arn');
  }
  if (isStandIn(name)) return scope.hole(name);
  const parameter = scope.find('Parameters', name);
  if (isObject(parameter)) return parameterValue(name, parameter, scope);
  const resource = scope.find('Resources', name);
  switch (kindOf(resource)) {
    case 'role':
    case 'user':
    case 'group':
      return plain(nameOf(name, resource, scope));
    case 'policy':
    case 'oidc-provider':
    case 'saml-provider':
      return plain(arnOf(name, resource, scope));
    default:
      return scope.hole(`Ref ${name}`);
  }
}

/** What `Fn::GetAtt` of that attribute gives. */
export function getAtt(name: string, attribute: string, scope: Scope): Tree {
  const resource = scope.find('Resources', name);
  const kind = kindOf(resource);
  if (attribute === 'Value' && own(resource, 'Type') === 'Custom::AWSCDKCfnJson') return jsonOf(name, resource, scope);
  if (attribute === 'Arn' || (kind === 'policy' && attribute === 'PolicyArn')) {
    if (kind !== undefined) return plain(arnOf(name, resource, scope));
    const type = own(resource, 'Type');
    // what a custom resource calls its Arn is up to its own code
    const certain = typeof type === 'string' && type.startsWith('AWS::') && !type.startsWith('AWS::CloudFormation::');
    return scope.hole(`GetAtt ${name}.Arn`, certain ? 'arn' : 'free');
  }
  const output = attribute.startsWith('Outputs.') ? scope.knowledge.outputs?.(name, attribute.slice(8)) : undefined;
  if (output !== undefined) return output;
  if (attribute === 'OpenIdConnectIssuerUrl' && clusters.has(own(resource, 'Type')))
    return issuerOfCluster(name, scope);
  return scope.hole(`GetAtt ${name}.${attribute}`, kind === 'role' && attribute === 'RoleId' ? 'name' : 'free');
}

const clusters: ReadonlySet<unknown> = new Set(['AWS::EKS::Cluster', 'Custom::AWSCDK-EKS-Cluster']);

/**
 * Where the tokens of a cluster of the template come from, of which the last part alone is open:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-cluster.html
 */
function issuerOfCluster(name: string, scope: Scope): Text {
  const suffix = scope.pseudo('AWS::Partition').literal === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const id = scope.hole(`Id of the issuer of ${name}`, 'name');
  return Text.of('https://oidc.eks.', scope.pseudo('AWS::Region'), `.${suffix}/id/`, id);
}

/**
 * What the CDK's CfnJson gives back: the object that it was handed as JSON text, so that a key may be a token. Its roles
 * for service accounts of EKS have all their conditions in one.
 */
function jsonOf(name: string, resource: unknown, scope: Scope): Tree {
  const hole = scope.hole(`GetAtt ${name}.Value`);
  return scope.once(`Value of ${name}`, hole, () => {
    const text = asText(scope.read(own(own(resource, 'Properties'), 'Value'), scope));
    const parsed = text === undefined ? undefined : parseDocument(text);
    return parsed === undefined || 'problem' in parsed ? hole : (parsed.tree ?? hole);
  });
}

type Kind = 'role' | 'user' | 'group' | 'policy' | 'oidc-provider' | 'saml-provider';

const kinds: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
  ['AWS::IAM::ManagedPolicy', 'policy'],
  ['AWS::IAM::OIDCProvider', 'oidc-provider'],
  // the older construct of the CDK makes the provider through a function
  ['Custom::AWSCDKOpenIdConnectProvider', 'oidc-provider'],
  ['AWS::IAM::SAMLProvider', 'saml-provider'],
]);

const nameProperties: { readonly [kind in Kind]: string } = {
  role: 'RoleName',
  user: 'UserName',
  group: 'GroupName',
  policy: 'ManagedPolicyName',
  'oidc-provider': 'Url',
  'saml-provider': 'Name',
};

/** What has a path before its name, and what Ref gives the name of. */
const withPath: readonly Kind[] = ['role', 'user', 'group', 'policy'];
const named: readonly Kind[] = ['role', 'user', 'group'];

function kindOf(resource: unknown): Kind | undefined {
  return kinds.get(own(resource, 'Type'));
}

/** The ARN of a role of the template, in the words in which references to it are read. */
export function arnOfRole(id: string, scope: Scope): Text {
  return arnOf(id, scope.find('Resources', id), scope);
}

function arnOf(id: string, resource: unknown, scope: Scope): Text {
  const kind = kindOf(resource) ?? 'role';
  const path = withPath.includes(kind) ? pathOf(id, resource, scope) : Text.of('/');
  const parts = [scope.pseudo('AWS::Partition'), ':iam::', scope.pseudo('AWS::AccountId'), `:${kind}`];
  return Text.of('arn:', ...parts, path, nameOf(id, resource, scope));
}

function nameOf(id: string, resource: unknown, scope: Scope): Text {
  const kind = kindOf(resource) ?? 'role';
  const property = nameProperties[kind];
  const hole = scope.hole(named.includes(kind) ? `Ref ${id}` : `${property} of ${id}`, 'name');
  const name = settled(id, resource, property, hole, scope);
  if (kind !== 'oidc-provider') return name;
  // an IAM provider is named by its URL without the scheme
  const [first, ...rest] = name.pieces;
  return typeof first === 'string' ? Text.of(first.replace(/^https:\/\//i, ''), ...rest) : name;
}

function pathOf(id: string, resource: unknown, scope: Scope): Text {
  const path = own(own(resource, 'Properties'), 'Path');
  if (path === undefined || path === '') return Text.of('/');
  return settled(id, resource, 'Path', Text.of('/', scope.hole(`Path of ${id}`, 'name'), '/'), scope);
}

// Only what is settled, or whole in one text: names may refer to each other, even in a circle.
function settled(id: string, resource: unknown, property: string, otherwise: Text, scope: Scope): Text {
  return scope.once(`${property} of ${id}`, otherwise, () => {
    const value = scope.read(own(own(resource, 'Properties'), property), scope);
    if (property === 'Url' && value instanceof Text && isHosted(value)) return value;
    return typeof value === 'string' && value !== '' ? Text.of(value) : otherwise;
  });
}

/** Whether a URL tells its host, and only names and Regions in it are open. */
function isHosted({ pieces: [scheme], holes }: Text): boolean {
  const closed = holes.every(({ domain }) => domain === 'name' || domain === 'region');
  return closed && typeof scheme === 'string' && /^https:\/\/./i.test(scheme);
}
