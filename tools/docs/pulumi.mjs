import { Code, literal } from './literal.mjs';

/** The Pulumi program that declares these resources, given as `{ type, name, props }` in their order. */
export function pulumiCode(resources) {
  const lines = resources.map(
    ({ type, name, props }) => `new ${classOf(type)}('${nameOf(name)}', ${literal(inputsOf(type, name, props))});`,
  );
  return ["import * as aws from '@pulumi/aws';", '', ...lines].join('\n');
}

// Pulumi's names begin with small letters, and two resources of one type with two names
function nameOf(name) {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

function classOf(type) {
  if (type === 'pulumi:providers:aws') return 'aws.Provider';
  const [, module, name] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
  if (module === undefined) throw new Error(`no class is known for ${type}`);
  return `aws.${module}.${name}`;
}

const documents = new Set(['assumeRolePolicy', 'policy', 'inlinePolicy']);

// what a resource needs besides what is judged
const more = {
  'aws:lambda/function:Function': {
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    s3Bucket: 'code',
    s3Key: 'app.zip',
  },
};

function inputsOf(type, own, props) {
  const written = Object.entries(props).flatMap(([key, value]) => {
    // what the provider fills in by itself
    if ((key === 'name' && value === own) || (key === 'path' && value === '/')) return [];
    const isDocument = documents.has(key) && typeof value === 'object';
    return [[key, isDocument ? new Code(`JSON.stringify(${literal(value)})`) : value]];
  });
  return { ...Object.fromEntries(written), ...more[type] };
}
