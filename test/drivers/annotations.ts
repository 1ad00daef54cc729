import type { App } from 'aws-cdk-lib/core';
import { type CdkRow, emptySeen, type Seen, withRowsApp } from './rows-app';

/**
 * Judges all rows in one CDK app and reads the outcome back from the annotations that the `cdk` command would print, by
 * logical id; `prefix` stands before the name of each rule. Throws on an annotation that belongs to no row.
 */
export function runAnnotating(
  rows: readonly CdkRow[],
  beside: object,
  prefix: string,
  add: (app: App) => void,
): Map<string, Seen[]> {
  const seen = emptySeen(rows);
  withRowsApp(rows, beside, (app, stack) => {
    add(app);
    for (const { id, level, entry } of app.synth().getStackArtifact(stack.artifactId).messages) {
      const text = String(entry.data);
      if (/^[a-z-]+(\[undecided\])?: accepted: /.test(text)) continue;
      const found = parse(text, level, prefix);
      const list = seen.get(/^\/Rows\/(\w+)$/.exec(id)?.[1] ?? '');
      if (list === undefined || found === undefined) throw new Error(`CDK prints what no row explains: ${id}: ${text}`);
      list.push(found);
    }
  });
  return seen;
}

function parse(text: string, level: string, prefix: string): Seen | undefined {
  const name = text.startsWith(prefix)
    ? /^([a-z-]+)(\[undecided\])?: (\[info\] )?/.exec(text.slice(prefix.length))
    : null;
  const place = /^ {3}at Rows\/\w+(?: in \S+?)?(?:, (.*))?$/m.exec(text);
  if (name === null || place === null) return undefined;
  return {
    rule: name[1] ?? '',
    verdict: name[2] === undefined ? 'fail' : 'unknown',
    level: name[3] === undefined ? level : 'info',
    at: place[1] ?? '',
  };
}
