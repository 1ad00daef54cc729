// Which part of the house may import which, and the ESLint rule that holds it.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pure = ['valibot', 'ipaddr.js', 'picomatch'];
const engine = ['shared/model', 'shared/iam', 'shared/search', 'shared/settings'];
const doors = ['load', 'shared/index', 'shared/read'];
// What rules are written in, beside what makes them and the words they share: questions, values, and the facts of AWS.
const facts = ['actions', 'keys', 'partitions', 'services', 'truth', 'vendors'].map((name) => `shared/iam/${name}`);
const vocabulary = ['shared/rules/words', 'shared/search/question', 'shared/model', 'shared/settings', ...facts];

/**
 * For each part of the house, named by the start of its paths: the other parts and the packages it may import. The
 * longest start that fits a file counts. `node` stands for Node's own modules.
 */
export const house = {
  'shared/model': { parts: [], packages: pure },
  'shared/iam': { parts: ['shared/model'], packages: pure },
  'shared/search': { parts: ['shared/model', 'shared/iam'], packages: pure },
  'shared/rules': { parts: engine, packages: pure },
  'shared/read': { parts: ['shared/model'], packages: pure },
  'shared/report': { parts: ['shared/model'], packages: [...pure, 'xmlbuilder2'] },
  'shared/settings': { parts: ['shared/model'], packages: pure },
  // what tests a rule asks it as the guard does
  'shared/testing': { parts: [...engine, 'shared/rules', 'shared/books', 'shared/guard'], packages: pure },
  shared: { parts: [...engine, 'shared/rules', 'shared/report', 'shared/testing'], packages: pure },
  load: { parts: ['shared/index'], packages: ['node', 'jsonc-parser', 'yaml'] },
  packs: { parts: doors, packages: ['node', '@pulumi/policy', '@pulumi/pulumi'] },
  aspects: { parts: doors, packages: ['node', 'aws-cdk-lib', 'constructs', 'cdk-nag'] },
  cli: { parts: doors, packages: ['node', 'commander', 'jsonc-parser', 'picomatch'] },
};

// A rule is what the list of rules imports; all else beside it makes rules.
const list = readFileSync(join(root, 'shared/rules/index.ts'), 'utf8');
const rules = [...list.matchAll(/^import \{[^}]*\} from '\.\/([a-z-]+)';/gm)].map(([, name]) => `shared/rules/${name}`);

/** What is wrong with this import, or undefined. `file` is relative to the root of the repository. */
export function breach(file, specifier) {
  const part = partOf(file);
  if (part === undefined) return undefined;
  const { parts, packages } = house[part];
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    return packages.includes(name) ? undefined : `${part} may not import the package ${name}`;
  }
  const target = join(dirname(file), specifier).split(sep).join('/');
  if (isRule(file) && !isWord(target)) {
    return `a rule imports ./rule, the vocabulary of questions, values and facts of AWS, not ${specifier}`;
  }
  const door = target === 'shared' ? 'shared/index' : target;
  const targetPart = partOf(door) ?? door;
  if (targetPart === part || parts.includes(targetPart) || parts.some((one) => within(door, one))) return undefined;
  return `${part} may not import ${targetPart === 'shared' ? door : targetPart}`;
}

/** The ESLint plugin that reports each breach, whichever way a module is imported. */
export const walls = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [], messages: { breach: '{{ text }}' } },
      create(context) {
        const file = relative(root, context.filename).split(sep).join('/');
        const check = (source) => {
          if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
          const text = breach(file, source.value);
          if (text !== undefined) context.report({ node: source, messageId: 'breach', data: { text } });
        };
        return {
          ImportDeclaration: (node) => check(node.source),
          ExportNamedDeclaration: (node) => check(node.source),
          ExportAllDeclaration: (node) => check(node.source),
          ImportExpression: (node) => check(node.source),
          TSImportType: (node) => check(node.source),
          TSExternalModuleReference: (node) => check(node.expression),
          CallExpression: (node) => {
            if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node.arguments[0]);
          },
        };
      },
    },
  },
};

function partOf(path) {
  const fits = Object.keys(house).filter((part) => within(path, part));
  return fits.sort((a, b) => b.length - a.length)[0];
}

function within(path, start) {
  return path === start || path.startsWith(`${start}/`) || path === `${start}.ts` || path === `${start}.js`;
}

function isWord(target) {
  if (dirname(target) === 'shared/rules') return !rules.includes(target);
  return vocabulary.some((one) => within(target, one));
}

function isRule(file) {
  return rules.some((rule) => file === `${rule}.ts`);
}

function packageOf(specifier) {
  if (specifier.startsWith('node:')) return 'node';
  const [scope, name] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
