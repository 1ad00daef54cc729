import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputOf, placesOf, type Table } from '../table';
import { tables } from '../table/all';
import { shownIn } from './shown';

const root = join(__dirname, '../..');

/** One case of a rule's page, with its code as readers see it. */
export interface Case {
  readonly rule: string;
  readonly column: 'pass' | 'fail';
  readonly settings: object;
  /** How many findings of the rule it must have. */
  readonly findings: number;
  /** Whether the rule looks at everything in a run together. */
  readonly isProgram: boolean;
  readonly cdk: string;
  readonly pulumi: string;
  readonly template: unknown;
}

const titles = { fail: '## What is stopped', pass: '## What passes' } as const;

/** Both cases of the pages of all rules; throws Error where a page is missing or has lost a part. */
export function casesOfPages(): readonly Case[] {
  return tables.flatMap((table) => (['fail', 'pass'] as const).map((column) => caseOf(table, column)));
}

function caseOf(table: Table, column: Case['column']): Case {
  const { rule } = table;
  const file = join(root, 'docs/rules', `${rule.name}.md`);
  if (!existsSync(file)) throw new Error(`docs/rules/${rule.name}.md is missing: run \`npm run docs\``);
  const [, part = ''] = readFileSync(file, 'utf8').split(`\n${titles[column]}\n`);
  const [section = ''] = part.split(/\n## /);
  const row = shownIn(table[column])?.row;
  if (row === undefined) throw new Error(`no row of ${rule.name} can be shown`);
  return {
    rule: rule.name,
    column,
    settings: inputOf(row, table),
    findings: column === 'pass' ? 0 : placesOf(row).length,
    isProgram: rule.kind === 'program',
    cdk: codeUnder(section, '### AWS CDK', rule.name),
    pulumi: codeUnder(section, '### Pulumi', rule.name),
    template: JSON.parse(codeUnder(section, '### CloudFormation', rule.name)) as unknown,
  };
}

function codeUnder(section: string, title: string, rule: string): string {
  const [, after] = section.split(`\n${title}\n`);
  const [, code] = /^\s*```\w+\n([^]*?)\n```/.exec(after ?? '') ?? [];
  if (code === undefined) throw new Error(`docs/rules/${rule}.md has no code under ${title}: run \`npm run docs\``);
  return code;
}
