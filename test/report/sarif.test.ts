import type { Finding } from '../../shared';
import { forms } from '../../shared';
import { Desk, template, trust } from '../cli/desk';
import { about, reportOf, sample } from './all-rows';
import { readSarif } from './readers';

const { finding, undecided, accepted } = sample();

function runOf(findings: readonly Finding[], more: Parameters<typeof reportOf>[1] = [], known = about) {
  const [run] = readSarif(forms['sarif']?.(reportOf(findings, more), known) ?? '').runs;
  if (run === undefined) throw new Error('a log has one run');
  return { ...run, results: run.results ?? [] };
}

test('a result says what, where, how bad, and how it is known again', () => {
  const [result] = runOf([finding]).results;
  expect(result).toMatchObject({
    ruleId: 'external-id',
    kind: 'fail',
    level: 'error',
    message: {
      text: 'account 999988887777 can assume this role without an external ID. Require it.',
      markdown: '`account 999988887777 can assume this role without an external ID`\n\nRequire it.',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'my%20stacks/a.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 9 },
        },
        logicalLocations: [{ name: 'Vendor', fullyQualifiedName: 'my stacks/a.json#Vendor', kind: 'resource' }],
      },
    ],
    partialFingerprints: {
      'stsGuardrails/v1': '0123456789abcdef',
      primaryLocationLineHash: '0123456789abcdef:1',
    },
    properties: { verdict: 'fail', guardrail: 'IAM-STS-1', at: '/Statement/0', request: finding.request },
  });
});

test('a finding of a CDK app stands where its code declares the role, and names the template beside it', () => {
  const subject = { ...finding.subject, declared: 'lib/my roles.ts:5' };
  const [result] = runOf([{ ...finding, subject }]).results;
  expect(result?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'lib/my%20roles.ts', uriBaseId: '%SRCROOT%' },
    region: { startLine: 5 },
  });
  expect(result?.relatedLocations).toEqual([
    {
      id: 1,
      physicalLocation: {
        artifactLocation: { uri: 'my%20stacks/a.json', uriBaseId: '%SRCROOT%' },
        region: { startLine: 12, startColumn: 9 },
      },
      message: { text: 'where it was judged' },
    },
  ]);
  expect(runOf([finding]).results[0]?.relatedLocations).toBeUndefined();
});

test('code scanning is given as many results as it takes, the worst first, and is told how many are left out', () => {
  const many = [...Array.from({ length: 25_000 }, () => undecided), finding, finding];
  const [run] = readSarif(forms['code-scanning']?.(reportOf(many), about) ?? '').runs;
  expect(run?.results).toHaveLength(25_000);
  expect(run?.results?.slice(0, 3).map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
  expect(run?.invocations?.[0]?.toolExecutionNotifications).toEqual([
    { level: 'warning', message: { text: expect.stringMatching(/^2 more findings are left out/) as string } },
  ]);
  const [whole] = readSarif(forms['sarif']?.(reportOf(many), about) ?? '').runs;
  expect(whole?.results).toHaveLength(25_002);
});

test('what is undecided keeps its level, and says that it is', () => {
  const [result] = runOf([undecided]).results;
  expect(result).toMatchObject({ kind: 'fail', level: 'warning', properties: { verdict: 'unknown' } });
  expect(result?.message.text).toBe('it depends (undecided, depends on Ref Tenant). Settle it.');
});

test('a finding without a file stands at the file that the host names, without a line', () => {
  const uris = (anchor?: string) =>
    runOf([undecided], [], { ...about, ...(anchor !== undefined && { anchor }) }).results.map(
      ({ locations }) => locations,
    );
  expect(uris('Pulumi.yaml')[0]?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'Pulumi.yaml', uriBaseId: '%SRCROOT%' },
  });
  expect(uris()[0]?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('sts-guardrails.json');
});

test.each([
  ['a b%c?d#e.json', 'a%20b%25c%3Fd%23e.json', '%SRCROOT%'],
  ['http:x.json', 'http%3Ax.json', '%SRCROOT%'],
  ['../up.json', '../up.json', undefined],
  ['/abs/a.json', 'file:///abs/a.json', undefined],
  ['win\\a.json', 'win/a.json', '%SRCROOT%'],
  ['\uD800.json', '%EF%BF%BD.json', '%SRCROOT%'],
])('the file %j has the address %s', (file, uri, uriBaseId) => {
  const [result] = runOf([{ ...finding, subject: { ...finding.subject, file } }]).results;
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
    uri,
    ...(uriBaseId !== undefined && { uriBaseId }),
  });
});

test('what is accepted stands with its suppression: from the settings or from where the role is declared', () => {
  const inCode = { ...accepted, accepted: { reason: 'a honeypot', by: 'the acknowledgement at A/Open' } };
  const { results } = runOf([finding], [accepted, inCode]);
  expect(results.map(({ suppressions }) => suppressions)).toEqual([
    undefined,
    [
      {
        kind: 'external',
        status: 'accepted',
        justification: 'moves soon',
        properties: { by: 'exceptions[0]', owner: 'platform@example.com', expires: '2027-01-31' },
      },
    ],
    [expect.objectContaining({ kind: 'inSource', justification: 'a honeypot' })],
  ]);
});

test('equal fingerprints are counted where GitHub tells alerts apart by them', () => {
  const hashes = runOf([finding, finding]).results.map(
    ({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash'],
  );
  expect(hashes).toEqual(['0123456789abcdef:1', '0123456789abcdef:2']);
});

test('every rule has help; a page inside the package is no address, one of a rule of somebody’s own is', () => {
  const own = {
    name: 'x-1',
    level: 'off',
    summary: 'S.',
    why: 'W.',
    fix: 'F.',
    references: [],
    docs: 'https://example.com/x',
  };
  const { rules = [] } = runOf([], [], { ...about, rules: [...about.rules, own as (typeof about.rules)[number]] }).tool
    .driver;
  for (const { help, shortDescription, fullDescription, properties } of rules) {
    expect(help?.text).toBeTruthy();
    expect(help?.markdown).toContain('**Why**');
    expect(shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(fullDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(properties?.tags).toContain('security');
  }
  expect(rules.filter(({ helpUri }) => helpUri !== undefined).map(({ id }) => id)).toEqual(['x-1']);
  expect(rules.at(-1)).toMatchObject({ name: 'X1', defaultConfiguration: { level: 'warning', enabled: false } });
  expect(rules.find(({ id }) => id === 'external-id')).toMatchObject({
    name: 'ExternalId',
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security', 'iam', 'IAM-STS-1'], 'security-severity': '8.0' },
  });
});

test('the severity by which GitHub blocks follows the levels of this run', () => {
  const severityOf = (...findings: Finding[]) =>
    runOf(findings).tool.driver.rules?.find(({ id }) => id === 'external-id')?.properties?.[
      'security-severity'
    ] as unknown;
  expect(severityOf()).toBe('8.0');
  expect(severityOf({ ...finding, level: 'info' })).toBe('2.0');
  expect(severityOf({ ...finding, level: 'info' }, { ...finding, level: 'warning' })).toBe('5.0');
});

test('a run that could not read or judge everything was no success, and says why beside its results', () => {
  expect(runOf([finding]).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  const broken = ['unreadable', 'rule-crash'].map((rule) => ({ ...finding, rule }));
  const { invocations, results, tool } = runOf(broken);
  const notes = invocations?.[0]?.toolExecutionNotifications ?? [];
  expect(invocations?.[0]?.executionSuccessful).toBe(false);
  expect(results).toHaveLength(2);
  expect(notes.map(({ descriptor }) => tool.driver.notifications?.[descriptor?.index ?? -1]?.id)).toEqual([
    'unreadable',
    'rule-crash',
  ]);
});

test('nothing in a message is taken for a link or an argument', () => {
  const [result] = runOf([{ ...finding, message: 'see [here](https://example.com) {0}' }]).results;
  expect(result?.message.text).toContain('see [here] (https://example.com) {{0}}');
});

test('fingerprints stay where lines move', () => {
  const desk = new Desk();
  try {
    const text = JSON.stringify(template({ Open: trust({ AWS: '*' }) }), undefined, 2);
    const results = [text, `\n\n\n${text}`].map((content) => {
      desk.put('a.json', content);
      return readSarif(desk.run(['check', 'a.json', '--format', 'sarif']).out).runs[0]?.results ?? [];
    });
    const lines = results.map((all) => all[0]?.locations?.[0]?.physicalLocation?.region?.startLine ?? 0);
    expect(lines[1]).toBe((lines[0] ?? 0) + 3);
    const [before, after] = results.map((all) => all.map(({ partialFingerprints }) => partialFingerprints));
    expect(before).toEqual(after);
  } finally {
    desk.clear();
  }
});
