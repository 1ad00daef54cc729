import { mkdirSync, readFileSync, writeFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseJsonWithComments } from '../../load/json';
import { knownRules, parseSettings, rules } from '../../shared';
import { Desk, template, trust } from './desk';

const vendor = trust({ AWS: ['arn:aws:iam::464622532012:root', 'arn:aws:iam::999988887777:root'] });
const inOrganization = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  },
};
let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.clear());

/** What `init` wrote, as text and as `check` reads it. */
function written(folder = '.') {
  const text = readFileSync(join(desk.folder, folder, 'sts-guardrails.json'), 'utf8');
  const json = parseJsonWithComments(text);
  if ('problem' in json) throw new Error(`${json.problem.message}\n${text}`);
  return { text, settings: parseSettings(json.value, 'what init wrote', knownRules(rules)) };
}

/** The settings once whoever reads the file has taken the `//` before its keys away. */
function uncommented(text: string): string {
  return text.replace(/^( *)\/\/ ?(?= *["{\]])/gm, '$1');
}

/** What `cdk synth` writes for one stack in an account. */
function assembly(folder: string, account: string, content: object): void {
  const environment = `aws://${account}/eu-west-1`;
  const artifacts = {
    A: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'A.template.json' } },
  };
  desk.put(`${folder}/manifest.json`, { version: '36.0.0', artifacts });
  desk.put(`${folder}/A.template.json`, content);
}

test('an estate: its own account, whom it trusts, its organization, its sessions and its errors', () => {
  const slow = { AssumeRolePolicyDocument: vendor, MaxSessionDuration: 43200 };
  const { Resources: roles } = template({ Vendor: vendor, Open: trust({ AWS: '*' }), Org: inOrganization }) as {
    Resources: object;
  };
  assembly('cdk.out', '111122223333', {
    Resources: { ...roles, Slow: { Type: 'AWS::IAM::Role', Properties: slow } },
  });
  const { status, out, err } = desk.run(['init']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/^wrote sts-guardrails\.json\n {2}4 roles and policies looked at: \d+ errors, \d+ warnings?\n/);
  expect(out).toContain('  deployed to 111122223333\n  2 other accounts trusted, in comments\n  1 organization named');
  expect(out).toContain('\nNext:\n');
  expect(out).toContain('  sts-guardrails check . --update-baseline   to let only new findings fail\n');

  const { text, settings } = written();
  expect(settings.accounts).toEqual({ own: ['111122223333'], organization: { accounts: [] }, thirdParties: [] });
  expect(settings.sessions.role).toBe(3600);
  expect(text).toContain('// "organization": { "id": "o-a1b2c3d4e5" },');
  expect(text).toContain(
    '{ "account": "464622532012", "name": "Datadog", "externalId": "required" }, // trusted by 2 roles',
  );
  expect(text).toContain('{ "account": "999988887777", "name": "who is it?", "externalId": "required" }');
  expect(text).toContain('// "sessions": { "role": 43200 },');
  expect(text).toMatch(/^ {2}\/\/ \d+ findings are errors today\./m);
  expect(text).toContain('// "baseline": "sts-guardrails.baseline.json",');
});

test('the file is used, and what stands in its comments is valid once it is taken up', () => {
  assembly('cdk.out', '111122223333', template({ Vendor: vendor, Open: trust({ AWS: '*' }), Org: inOrganization }));
  desk.run(['init']);
  const before = desk.check('cdk.out');
  expect(before.status).toBe(1);
  expect(desk.run(['check', '.', '--update-baseline']).status).toBe(0);
  writeFileSync(join(desk.folder, 'sts-guardrails.json'), uncommented(written().text));
  const { settings } = written();
  expect(settings.accounts.thirdParties.map(({ name }) => name)).toEqual(['Datadog', 'who is it?']);
  expect(settings.accounts.organization.id).toBe('o-a1b2c3d4e5');
  expect(settings.baseline).toBe('sts-guardrails.baseline.json');
  expect(desk.check('.')).toMatchObject({ status: 0, summary: { error: 0 } });
});

test('accounts in what CDK writes, where the partition is not known, are found too', () => {
  const joined = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::999988887777:root']] };
  assembly('cdk.out', '111122223333', template({ Vendor: trust({ AWS: joined }) }));
  expect(desk.run(['init']).out).toContain('  1 other account trusted, in comments\n');
  expect(written().text).toContain('{ "account": "999988887777", "name": "who is it?"');
});

test('a folder without anything to judge gets a file too, and is told so', () => {
  const { status, out } = desk.run(['init']);
  expect(status).toBe(0);
  expect(out).toContain('nothing to judge was found here: name another folder, such as cdk.out');
  expect(written().settings.accounts.own).toEqual([]);
  expect(written().text).not.toContain('thirdParties');
  expect(written().text).not.toContain('baseline');
});

test('the file goes into the folder that is named, where the next steps are to be done, since it counts there', () => {
  desk.put("my app's/a.json", template({ Vendor: vendor }));
  const { out } = desk.run(['init', "my app's"]);
  expect(out).toMatch(/^wrote my app's\/sts-guardrails\.json\n/);
  expect(out).toContain(`  cd 'my app'\\''s'\n  sts-guardrails check .\n`);
  expect(written("my app's").text).toContain('Datadog');
});

test('settings further up, which the file hides, are named', () => {
  desk.put('sts-guardrails.json', { enforce: 'audit' });
  desk.put('app/a.json', template({ Vendor: vendor }));
  expect(desk.run(['init', 'app']).out).toContain('  sts-guardrails.json does not count here any more');
});

test('a file that is there stays, unless it is to be written anew', () => {
  desk.put('sts-guardrails.json', '{ "enforce": "audit" }');
  expect(desk.run(['init'])).toEqual({
    status: 2,
    out: '',
    err: 'error: sts-guardrails.json exists already and stays as it is: --force writes it anew, with nothing of the old one\n',
  });
  expect(written().text).toBe('{ "enforce": "audit" }');
  expect(desk.run(['init', '--force']).status).toBe(0);
  expect(written().settings.enforce).toBe('block');
});

test('a link that leads nowhere is no missing file: it stays, and what it was to lead to does not count as left out', () => {
  symlinkSync('nowhere.json', join(desk.folder, 'sts-guardrails.json'));
  expect(desk.run(['init'])).toMatchObject({ status: 2, err: expect.stringContaining('exists already') as string });
  const says = { status: 2, out: '', err: expect.stringContaining('there is no such file or folder') as string };
  expect(desk.run(['check', '.'])).toEqual(says);
});

test('what is no folder is refused', () => {
  desk.put('a.json', {});
  for (const name of ['a.json', 'none']) {
    expect(desk.run(['init', name])).toMatchObject({
      status: 2,
      err: `error: ${name} is no folder: name one that there is\n`,
    });
  }
});

test('the schema is named where the package is installed, from here or further up', () => {
  desk.put('node_modules/sts-guardrails/settings.schema.json', '{}');
  mkdirSync(join(desk.folder, 'packages/app'), { recursive: true });
  desk.run(['init']);
  desk.run(['init', 'packages/app']);
  expect(written().text).toContain('"$schema": "./node_modules/sts-guardrails/settings.schema.json"');
  expect(written('packages/app').text).toContain('"$schema": "../../node_modules/sts-guardrails/settings.schema.json"');
});

test('what cannot be read is counted, and the rest is looked at', () => {
  desk.put('a.json', template({ Vendor: vendor }));
  desk.put('b.json', '{ "Resources": { "A": { "Type": "AWS::IAM::Role"');
  const { status, out } = desk.run(['init']);
  expect(status).toBe(0);
  expect(out).toContain('  1 of the errors: something could not be read, as a check tells\n');
  expect(written().text).toContain('Datadog');
});

test('nothing of a template gets out of its quotes or its comment', () => {
  const odd = trust({ AWS: ['111122223333", "x": "\n', '*/ } ,\n"enforce": "audit"'] });
  const condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5\n"enforce": "audit"' } };
  desk.put('a.json', template({ A: odd, B: { ...trust({ AWS: '*' }), Condition: condition } }));
  expect(desk.run(['init']).status).toBe(0);
  expect(written().settings.enforce).toBe('block');
});
