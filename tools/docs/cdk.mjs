import { roleOf } from './cdk-role.mjs';
import { Code, literal, variableOf } from './literal.mjs';

/** The CDK program that declares these resources of a template, given by logical id. */
export function cdkCode(resources) {
  const ids = inOrder(resources);
  const used = new Set(ids.flatMap((id) => refsIn(resources[id].Properties)));
  const modules = new Set();
  const core = new Set(['App', 'Stack']);
  const lines = ids.map((id) => {
    const made = declarationOf(id, resources[id], { modules, core });
    return used.has(id) ? `const ${variableOf(id)} = ${made};` : `${made};`;
  });
  const names = [...[...core].sort(), ...[...modules].sort().map((name) => `aws_${name} as ${name}`)];
  return [
    `import { ${names.join(', ')} } from 'aws-cdk-lib';`,
    '',
    "const env = { account: '111122223333', region: 'eu-west-1' };",
    "const stack = new Stack(new App(), 'Example', { env });",
    ...lines,
  ].join('\n');
}

function declarationOf(id, { Type, Properties }, { modules, core }) {
  const [, service, name] = Type.split('::');
  const module = service.toLowerCase();
  modules.add(module);
  const role = Type === 'AWS::IAM::Role' ? roleOf(Properties) : undefined;
  if (role !== undefined) for (const one of role.core) core.add(one);
  const [made, properties] =
    role === undefined ? [`Cfn${name}`, camel(withMore(Type, Properties))] : ['Role', role.properties];
  return `new ${module}.${made}(stack, '${id}', ${literal(properties)})`;
}

// what a resource needs besides what is judged
const more = { 'AWS::Lambda::Function': { Runtime: 'nodejs22.x', Handler: 'index.handler' } };

function withMore(type, properties) {
  return { ...properties, ...more[type] };
}

// properties whose value is JSON of the user's own, which the CDK hands on as it is
const verbatim = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'InlinePolicy', 'Variables']);

function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  if (isRef(value)) return new Code(`${variableOf(value.Ref)}.ref`);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      verbatim.has(key) ? one : camel(one),
    ]),
  );
}

function isRef(value) {
  return Object.keys(value).length === 1 && typeof value.Ref === 'string';
}

function refsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return isRef(value) ? [value.Ref] : Object.values(value).flatMap(refsIn);
}

/** The ids, those that others refer to first. */
function inOrder(resources) {
  const ordered = new Set();
  const visit = (id) => {
    for (const ref of refsIn(resources[id].Properties)) if (ref in resources) visit(ref);
    ordered.add(id);
  };
  for (const id of Object.keys(resources)) visit(id);
  return [...ordered];
}
