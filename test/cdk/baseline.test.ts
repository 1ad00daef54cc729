import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Aspects, CfnParameter, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { GuardrailsAspect } from '../../aspects';
import { attach } from '../../aspects/attach';
import { run } from '../../cli/run';
import type { KnownFinding } from '../../shared';
import { Checks2, Checks3 } from '../drivers/nag';
import { annotated, type Notes } from './_notes';
import { role, trust } from './_synth';

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off', 'external-id': 'off' } };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-baseline-'));
  file = join(folder, 'known.json');
});
afterEach(() => {
  delete process.env.STS_GUARDRAILS_REPORT;
  rmSync(folder, { recursive: true, force: true });
});

/** An app with an open role, one whose principal is a parameter, and what `more` adds. */
function estate(app: App, more: (stack: Construct) => void = () => undefined): void {
  const stack = new Stack(app, 'A', { env: { account: '111122223333', region: 'eu-west-1' } });
  role(stack, 'Open', anybody);
  role(stack, 'Murky', trust({ AWS: new CfnParameter(stack, 'Who').valueAsString }));
  more(stack);
}

/** How each host is put on an app. */
const hosts: { readonly [host: string]: (app: App, settings: object) => void } = {
  attachGuardrails: (app, settings) => attach(app, settings),
  'cdk-nag 3': (app, settings) => Validations.of(app).addPlugins(new Checks3({ settings })),
  'the Aspect': (app, settings) => Aspects.of(app).add(new GuardrailsAspect(settings)),
  'cdk-nag 2': (app, settings) => Aspects.of(app).add(new Checks2({ settings, reports: false } as object)),
};

function entries(): readonly KnownFinding[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { findings: KnownFinding[] }).findings;
}

/** What a host shows as an error or a warning, and whether it stops the run. */
function shown({ notes, violations, stops }: Notes): { readonly bad: string[]; readonly stops: boolean } {
  const texts = [
    ...notes.map(({ level, path, text }) => `${level} ${path} ${text}`),
    ...violations.map(({ severity, description }) => `${severity} ${description}`),
  ];
  const isBad = (text: string) => /^(?:error|fatal|warning) /.test(text);
  return { bad: texts.filter(isBad), stops: stops || notes.some(({ level }) => level === 'error') };
}

describe.each(Object.entries(hosts))('%s', (_host, put) => {
  test('writes a baseline, accepts what it knows, and stops at what is new', () => {
    process.env.STS_GUARDRAILS_REPORT = `baseline=${file}`;
    const first = annotated((app) => {
      estate(app);
      put(app, own);
    });
    expect(shown(first).stops).toBe(true);
    expect(entries().map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'A/Murky wildcard-principal[undecided]',
      'A/Open wildcard-principal',
    ]);
    delete process.env.STS_GUARDRAILS_REPORT;

    const settings = { ...own, baseline: file };
    const known = annotated((app) => {
      estate(app);
      put(app, settings);
    });
    expect(shown(known)).toEqual({ bad: [], stops: false });
    expect(known.violations.map(({ description }) => description)).toEqual([
      `baseline: 2 findings are known already, in ${file}`,
    ]);

    const later = annotated((app) => {
      estate(app, (stack) => role(stack, 'New', anybody));
      put(app, settings);
    });
    expect(shown(later).stops).toBe(true);
    expect(shown(later).bad.join('\n')).toContain('any AWS account');
    expect(shown(later).bad.join('\n')).not.toContain('A/Open');
  });

  test('stops where the baseline is missing', () => {
    const build = (app: App) => {
      estate(app);
      put(app, { ...own, baseline: join(folder, 'none.json') });
    };
    let says = '';
    try {
      const { violations, stops } = annotated(build);
      expect(stops).toBe(true);
      says = violations.map(({ description }) => description).join('\n');
    } catch (error) {
      says = String(error);
    }
    expect(says).toContain('the baseline cannot be read: there is no such file');
  });

  test('does not take a failure for what was undecided', () => {
    process.env.STS_GUARDRAILS_REPORT = `baseline=${file}`;
    annotated((app) => {
      estate(app);
      put(app, own);
    });
    delete process.env.STS_GUARDRAILS_REPORT;
    const decided = annotated((app) => {
      role(new Stack(app, 'A'), 'Murky', anybody);
      put(app, { ...own, baseline: file });
    });
    expect(shown(decided).stops).toBe(true);
  });
});

test('one baseline serves all hosts of an app, and the command line on what they synthesize', () => {
  const written = Object.values(hosts).map((put) => {
    process.env.STS_GUARDRAILS_REPORT = `baseline=${file}`;
    rmSync(file, { force: true });
    annotated((app) => {
      estate(app);
      put(app, own);
    });
    return entries().map(({ fingerprint, path, rule, at }) => ({ fingerprint, path, rule, at }));
  });
  delete process.env.STS_GUARDRAILS_REPORT;
  const baseline = entries();
  for (const one of written) expect(one).toEqual(written[0]);

  const asTheCommand = { 'aws:cdk:enable-path-metadata': true };
  const build = (app: App) => {
    estate(app);
    attach(app, own);
  };
  annotated(build, asTheCommand, (outdir) => {
    writeFileSync(join(folder, 'own.json'), JSON.stringify(own));
    const terminal = {
      cwd: folder,
      env: {},
      out: { write: () => true },
      err: { write: () => true },
      stdin: () => Buffer.alloc(0),
      now: () => 0,
      today: '2030-01-31',
    };
    expect(run(['check', outdir, '--settings', 'own.json', '--format=baseline=cli.json'], terminal)).toBe(1);
    const { findings } = JSON.parse(readFileSync(join(folder, 'cli.json'), 'utf8')) as { findings: KnownFinding[] };
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(baseline.map(({ fingerprint }) => fingerprint));
  });
});
