import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { byCommand, type Reported, type Violation } from './_synth';

/** An annotation as the `cdk` command reads it from the assembly. */
export interface Note {
  readonly level: string;
  readonly path: string;
  readonly text: string;
}

/** What a run leaves for the `cdk` command to print. */
export interface Notes {
  readonly notes: readonly Note[];
  /** What a plugin of ours reports. */
  readonly violations: readonly Violation[];
  /** Whether one of its reports stops the run. */
  readonly stops: boolean;
}

/** Synthesizes an app for the `cdk` command and gives back what stands in the assembly; `outdir` is gone afterwards. */
export function annotated(build: (app: App) => void, context: object = {}, read?: (outdir: string) => void): Notes {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-notes-'));
  process.env.CDK_VALIDATION = 'false'; // the library's own template checks take seconds
  try {
    const app = new App({ outdir, analyticsReporting: false, context: { [byCommand]: false, ...context } });
    build(app);
    const notes = app
      .synth()
      .stacksRecursively.flatMap(({ messages }) =>
        messages.map(({ level, id, entry }): Note => ({ level, path: id.slice(1), text: String(entry.data) })),
      );
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: (Reported & { pluginName: string })[];
    };
    const ours = pluginReports.filter(({ pluginName }) => pluginName === 'sts-guardrails');
    read?.(outdir);
    return {
      notes,
      violations: ours.flatMap(({ violations }) => violations),
      stops: ours.some(({ conclusion }) => conclusion === 'failure'),
    };
  } finally {
    delete process.env.CDK_VALIDATION;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Each annotation as `level path: rule`. */
export function gists({ notes }: Notes): string[] {
  return notes.map(({ level, path, text }) => `${level} ${path}: ${text.split(': ')[0]}`);
}
