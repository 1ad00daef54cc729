import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { GuardrailsAspect } from '../../aspects';
import { version } from '../../package.json';
import { forms, type Report } from '../../shared';
import { annotated } from '../cdk/_notes';
import { runEngine } from '../pulumi/engine';
import { expectJUnit, readCommands, readGitLab, readMarkdown, readSarif } from './readers';

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-forms-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = Object.keys(forms);
const own = { accounts: { own: ['111122223333'] } };

/** The value of the variable that asks for every form, in files of this host. */
const every = (host: string) => names.map((form) => `${form}=${join(folder, `${host}.${form}`)}`).join(',');
const written = (host: string, form: string) => readFileSync(join(folder, `${host}.${form}`), 'utf8');

async function expectAll(host: string, anchor: string): Promise<void> {
  const report = JSON.parse(written(host, 'json')) as Report;
  const { findings, accepted } = report;
  expect(findings.length).toBeGreaterThan(0);
  const [run] = readSarif(written(host, 'sarif')).runs;
  expect(run?.tool.driver.semanticVersion).toBe(version);
  expect(run?.results?.map(({ ruleId }) => ruleId)).toEqual([...findings, ...accepted].map(({ rule }) => rule));
  expect(run?.results?.map(({ locations }) => locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName)).toEqual(
    [...findings, ...accepted].map(({ subject }) => subject.path),
  );
  const files = findings.map(({ subject }) => subject.declared?.replace(/:\d+$/, '') ?? subject.file ?? anchor);
  expect(
    run?.results?.slice(0, files.length).map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation),
  ).toEqual(files.map((uri) => ({ uri, uriBaseId: '%SRCROOT%' })));
  expect(readSarif(written(host, 'code-scanning')).runs[0]?.results).toHaveLength(findings.length);
  expect(readGitLab(written(host, 'gitlab')).map(({ location }) => location.path)).toEqual(files);
  expect(readCommands(written(host, 'github'))).toHaveLength(findings.length);
  expect(readMarkdown(written(host, 'markdown')).items).toBe(findings.length + accepted.length);
  expect(written(host, 'text')).toContain(`${report.summary.error} error`);
  const junit = written(host, 'junit');
  await expectJUnit(junit);
  expect(Number(/^<testsuites [^>]*tests="(\d+)"/m.exec(junit)?.[1])).toBeGreaterThan(0);
}

test('a CDK app writes every form', async () => {
  process.env.STS_GUARDRAILS_REPORT = every('cdk');
  try {
    annotated((app) => {
      const stack = new Stack(app, 'A');
      new iam.Role(stack, 'Open', { assumedBy: new iam.AnyPrincipal() });
      const other = new iam.Role(stack, 'Other', { assumedBy: new iam.AnyPrincipal() });
      (other.node.defaultChild as iam.CfnRole).addMetadata('sts-guardrails', { 'wildcard-principal': 'a honeypot' });
      Aspects.of(stack).add(
        new GuardrailsAspect({ ...own, exceptions: [{ rule: 'external-id', where: '**/x', reason: 'r' }] }),
      );
    });
  } finally {
    delete process.env.STS_GUARDRAILS_REPORT;
  }
  await expectAll('cdk', 'cdk.json');
  const report = JSON.parse(written('cdk', 'json')) as Report;
  expect(report.findings.map(({ subject }) => subject.declared)).toContainEqual(
    expect.stringMatching(/^test\/report\/hosts\.test\.ts:\d+$/),
  );
  expect(report.accepted.length).toBeGreaterThan(0);
  expect(report.findings.filter(({ subject }) => subject.file === undefined)).not.toEqual([]);
});

test('the one-file pack writes every form under the genuine engine', async () => {
  const run = await runEngine('test/pulumi/programs/outputs.ts', {
    settings: own,
    env: { STS_GUARDRAILS_REPORT: every('pulumi') },
  });
  expect(run.ok).toBe(false);
  await expectAll('pulumi', 'Pulumi.yaml');
});

test('so does the folder pack', async () => {
  const env = { STS_GUARDRAILS_REPORT: every('folder') };
  await runEngine('test/pulumi/programs/outputs.ts', { settings: own, pack: 'folder', env });
  await expectAll('folder', 'Pulumi.yaml');
});
