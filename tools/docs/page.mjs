import { cdkCode } from './cdk.mjs';
import { pulumiCode } from './pulumi.mjs';

const kinds = {
  trust: 'who gets in',
  grant: 'what an identity may do',
  document: 'the text of the policy',
  value: 'one value',
  program: 'everything in a run together',
};

/** The page of a rule, as Markdown. */
export function pageOf({ name, kind, guardrail, levels, summary, why, fix, references, options = {}, pass, fail }) {
  const facts = [
    `Level: ${levelOf(levels)}.`,
    ...(kind === undefined ? [] : [`Judges ${kinds[kind]}.`]),
    ...(guardrail === undefined ? [] : [`Guardrail: ${guardrail}.`]),
  ];
  return [
    '<!-- Written by `npm run docs` from the rule and its table of rows. -->',
    `# ${name}`,
    `**${prose(summary)}**`,
    facts.join(' '),
    '## Why',
    prose(why),
    '## What to do',
    prose(fix),
    ...(fail === undefined ? [] : failing(fail)),
    ...(pass === undefined ? [] : passing(pass)),
    ...optionsOf(name, options),
    settingsOf(name),
    ...(references.length === 0 ? [] : ['## References', references.map((link) => `- <${link}>`).join('\n')]),
  ].join('\n\n');
}

/** The table of all rules, as Markdown. */
export function tableOf(pages) {
  const rows = pages.map(({ name, guardrail = '', levels, summary }) =>
    ['', `[${name}](docs/rules/${name}.md)`, summary, levelOf(levels), guardrail, ''].join(' | ').trim(),
  );
  return ['| rule | holds when it passes | level | guardrail |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function failing(fail) {
  const [finding] = fail.findings;
  if (finding === undefined) throw new Error(`the row "${fail.name}" should fail, and nothing is found`);
  const { message, request } = finding;
  const found = `Case: ${fail.name}. Finding: _${prose(message)}_.`;
  const gets = request === undefined ? [] : ['This request gets through:', block('json', request)];
  return ['## What is stopped', found, ...gets, ...examples(fail), ...under(fail)];
}

function passing(pass) {
  return ['## What passes', `Case: ${pass.name}.`, ...examples(pass)];
}

function under({ settings }) {
  return Object.keys(settings).length === 0
    ? []
    : ['Both cases are judged under these settings:', block('json', settings)];
}

/** A row as the code that declares it, for each host, and as a template. */
function examples({ resources, pulumi }) {
  return [
    '### AWS CDK',
    fenced('ts', cdkCode(resources)),
    '### Pulumi',
    fenced('ts', pulumiCode(pulumi)),
    '### CloudFormation',
    block('json', { Resources: resources }),
  ];
}

function optionsOf(name, options) {
  const rows = Object.entries(options).map(
    ([option, { description = '', ...shape }]) => `| \`${option}\` | ${shapeOf(shape)} | ${description} |`,
  );
  if (rows.length === 0) return [];
  const [first] = Object.keys(options);
  return [
    '## Options',
    ['| option | type | meaning |', '| --- | --- | --- |', ...rows].join('\n'),
    `They stand beside the level: \`"rules": { "${name}": { "level": "error", "${first}": … } }\`.`,
  ];
}

function shapeOf({ type, enum: words, minimum, maximum }) {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(' or ');
  if (type === 'array') return 'list of texts';
  const bounds = [
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
  ];
  const said = bounds.filter((bound) => bound !== '').join(', ');
  const word = { string: 'text', boolean: 'true or false', integer: 'whole number' }[type];
  return said === '' ? word : `${word}, ${said}`;
}

/** A sentence as Markdown: what stands in angle brackets is no tag. */
function prose(text) {
  return text.replaceAll('<', '\\<');
}

function levelOf([level, told = level]) {
  return told === level ? level : `${level}; ${told} once the settings name an organization or a third party`;
}

// What could not be judged is said whatever the settings say.
function settingsOf(name) {
  if (name === 'unreadable' || name === 'rule-crash')
    return 'It is always an error: settings cannot turn it off or down.';
  if (name === 'exception') return 'A level for it in the settings: `"rules": { "exception": "warning" }`.';
  return [
    '## Settings',
    `Another level: \`"rules": { "${name}": "warning" }\` (error, warning, info or off). For one role, accept the finding:`,
    block('json', {
      exceptions: [{ rule: name, where: '**/TheRole', reason: 'why it is fine', expires: '2030-01-31' }],
    }),
    'See [settings](../settings.md).',
  ].join('\n\n');
}

function block(language, value) {
  return fenced(language, JSON.stringify(value, null, 2));
}

function fenced(language, text) {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
