const kinds = { trust: 'who gets in', document: 'the text of the policy', value: 'one value of the role' };

/** The page of a rule, as Markdown. */
export function pageOf({ name, kind, guardrail, levels, summary, why, fix, references, pass, fail }) {
  const facts = [
    `Level: ${levelOf(levels)}.`,
    ...(kind === undefined ? [] : [`Judges ${kinds[kind]}.`]),
    ...(guardrail === undefined ? [] : [`Guardrail: ${guardrail}.`]),
  ];
  return [
    '<!-- Written by `npm run docs` from the rule and its table of rows. -->',
    `# ${name}`,
    `**${summary}**`,
    facts.join(' '),
    '## Why',
    why,
    '## What to do',
    fix,
    ...(fail === undefined ? [] : failing(fail)),
    ...(pass === undefined ? [] : passing(pass)),
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
  const found = `Case: ${fail.name}. Finding: _${message}_.`;
  const gets = request === undefined ? [] : ['This request gets through:', block('json', request)];
  return ['## What is stopped', found, block('json', properties(fail)), ...gets, ...under(fail)];
}

function passing(pass) {
  return ['## What passes', `Case: ${pass.name}.`, block('json', properties(pass))];
}

function under({ settings }) {
  return Object.keys(settings).length === 0
    ? []
    : ['Both cases are judged under these settings:', block('json', settings)];
}

/** The role of a row as the properties of an `AWS::IAM::Role`. */
function properties({ name, trust, maxSeconds }) {
  const role = { AssumeRolePolicyDocument: trust, MaxSessionDuration: maxSeconds };
  const text = JSON.stringify(role);
  if (text.includes('"pieces":'))
    throw new Error(`the row "${name}" comes first and must be plain JSON, without holes`);
  return JSON.parse(text);
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
  return `\`\`\`${language}\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
