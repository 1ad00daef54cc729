import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding, Report } from '../../shared';
import { Desk } from '../cli/desk';
import { expected } from './expected';

const root = join(__dirname, '../..');

interface Resource {
  readonly Type: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

let outdir: string;
let report: Report & { readonly status: number };
let resources: ReadonlyMap<string, Resource>;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-estate-'));
  synthesize(outdir);
  const desk = new Desk();
  report = desk.check(outdir);
  desk.clear();
  resources = resourcesIn(outdir);
});

afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function synthesize(folder: string): void {
  const { NODE_ENV: _mode, JEST_WORKER_ID: _worker, ...env } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', 'test/estate/apps/main.ts'],
    { cwd: root, encoding: 'utf8', env: { ...env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' } },
  );
  if (status !== 0) throw new Error(`the estate cannot be synthesized\n${stderr}`);
}

/** Every resource of every template, by the stack's file and its logical id. */
function resourcesIn(folder: string): ReadonlyMap<string, Resource> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.template\.json$/.test(name),
  );
  return new Map(
    names.flatMap((name) => {
      const template = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        Resources?: { [id: string]: Resource };
      };
      return Object.entries(template.Resources ?? {}).map(([id, resource]) => [`${name}#${id}`, resource] as const);
    }),
  );
}

/** The construct of a finding without the last part of its path, which every L2 construct calls `Resource`. */
function constructOf({ subject }: Finding): string {
  const [file = '', id = ''] = subject.path.split('#');
  const [name] = [...resources.keys()].filter(
    (key) => key.endsWith(`#${id}`) && file.endsWith(key.split('#')[0] ?? ''),
  );
  const path = resources.get(name ?? '')?.Metadata?.['aws:cdk:path'];
  return (path ?? `${file}/${id}`).replace(/\/(Resource)?$/, '');
}

const ruleOf = ({ rule, verdict }: Finding): string => (verdict === 'unknown' ? `${rule}[undecided]` : rule);

test('the estate has the roles, the policies and the workloads of many constructs', () => {
  const types = [...resources.values()].map(({ Type }) => Type);
  const count = (type: string): number => types.filter((one) => one === type).length;
  expect(count('AWS::IAM::Role')).toBeGreaterThan(180);
  expect(count('AWS::IAM::Policy')).toBeGreaterThan(50);
  expect(count('AWS::Lambda::Function')).toBeGreaterThan(20);
  expect(report.summary.subjects).toBeGreaterThanOrEqual(count('AWS::IAM::Role'));
});

const lines = expected.flatMap(({ constructs, rule, level }) => constructs.map((one) => `${level} ${one}: ${rule}`));
const said = (): string[] => [
  ...new Set(report.findings.map((one) => `${one.level} ${constructOf(one)}: ${ruleOf(one)}`)),
];

test('nothing is an error, and nothing is found that is not expected by name', () => {
  expect(said().filter((line) => !lines.includes(line))).toEqual([]);
  expect(report.status).toBe(0);
});

test('what is expected is still found', () => {
  expect(lines.filter((line) => !said().includes(line))).toEqual([]);
});
