import { baselineFile } from '../../load/baseline';
import { vendorName } from '../../shared/index';
import type { Sight } from './look';

// so many other accounts can be gone through by hand
const mostParties = 50;

/** The text of a settings file, with comments, for what was found; `schema` is where the schema stands from there. */
export function draft({ own, foreign, organizations, long, report }: Sight, schema: string | undefined): string {
  const [organization, ...others] = organizations;
  const lines = [
    '{',
    ...(schema === undefined ? [] : [`  "$schema": ${quoted(schema)},`, '']),
    '  // Accounts of your own: everything else is a stranger, until it stands here.',
    '  "accounts": {',
    ...comment(
      own.length === 0
        ? 'Nothing found here says which account it is deployed to: write yours, or findings stay undecided.'
        : 'What was found here is deployed to these.',
    ),
    `    "own": [${own.map(quoted).join(', ')}],`,
    ...organizationLines(organization, others),
    ...partyLines(foreign),
    '  },',
    ...sessionLines(long),
    ...levelLines(),
    ...baselineLines(report.summary.error),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function organizationLines(id: string | undefined, others: readonly string[]): string[] {
  if (id === undefined) return [];
  const more = others.length === 0 ? '' : ` So are ${others.join(', ')}.`;
  return [
    '',
    ...comment(`A condition names this organization.${more} Is it yours, take the // away.`),
    `    // "organization": { "id": ${quoted(id)} },`,
  ];
}

function partyLines(foreign: Sight['foreign']): string[] {
  if (foreign.size === 0) return [];
  const rows = [...foreign].slice(0, mostParties).map(([account, roles]) => {
    const name = vendorName(account);
    const known = `"account": ${quoted(account)}, "name": ${quoted(name ?? 'who is it?')}, "externalId": "required"`;
    return `    //   { ${known} }, // trusted by ${roles === 1 ? '1 role' : `${roles} roles`}`;
  });
  const left = foreign.size - rows.length;
  return [
    '',
    ...comment(
      'Roles here trust these accounts. Yours belong into "own" or into "organization": { "accounts": […] };',
      'of the others keep those that you approve, with a reason, and take the // away.',
    ),
    '    // "thirdParties": [',
    ...rows,
    ...(left === 0 ? [] : [`    //   … and ${left} more`]),
    '    // ],',
  ];
}

function sessionLines(long: Sight['long']): string[] {
  const limits = Object.entries(long).map(([kind, seconds]) => `${quoted(kind)}: ${seconds}`);
  if (limits.length === 0) return [];
  return [
    '',
    '  // Seconds, the longest session allowed. Some are longer here than the hour that holds by itself: these are the',
    '  // longest found. Better a limit for all and "overrides" for the few that need more.',
    `  // "sessions": { ${limits.join(', ')} },`,
  ];
}

function levelLines(): string[] {
  return [
    '',
    '  // Another level for a rule: "error", "warning", "info" or "off". All of them: sts-guardrails rules',
    '  "rules": {},',
  ];
}

function baselineLines(errors: number): string[] {
  if (errors === 0) return [];
  return [
    '',
    `  // ${errors === 1 ? '1 finding is an error' : `${errors} findings are errors`} today. To let only new ones fail, run the check with --update-baseline, then take`,
    '  // the // away.',
    `  // "baseline": ${quoted(baselineFile)},`,
  ];
}

function comment(...lines: readonly string[]): string[] {
  return lines.map((line) => `    // ${line}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
