import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../cli/run';
import type { Threads } from '../../cli/threads/gather';
import type { Report } from '../../shared';

/** What a command left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** How the terminal of a run differs from one that shows no colours, knows no variables and takes no time. */
export interface Setting {
  readonly env?: { readonly [name: string]: string };
  readonly isTTY?: boolean;
  /** How many characters a line has. */
  readonly columns?: number;
  /** Milliseconds that pass between two looks at the clock. */
  readonly pace?: number;
  readonly threads?: Threads;
  /** What stands in it, or what the system says instead. */
  readonly stdin?: string | Buffer | (() => Buffer);
}

/** A folder of its own with files in it, and the command line at work there. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-'));

  put(name: string, content: unknown): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return name;
  }

  run(
    args: readonly string[],
    { env = {}, isTTY = false, columns = 80, pace = 0, stdin = '', threads }: Setting = {},
  ): Outcome {
    const written = { out: '', err: '' };
    let moment = 0;
    const status = run(args, {
      cwd: this.folder,
      env,
      out: { isTTY, columns, write: (text) => (written.out += text) },
      err: { isTTY, write: (text) => (written.err += text) },
      stdin: () => (typeof stdin === 'function' ? stdin() : Buffer.from(stdin)),
      ...(threads !== undefined && { threads }),
      now: () => (moment += pace),
      today: '2027-01-31',
    });
    return { status, ...written };
  }

  /** The report of `check` on these paths, read back from its JSON, and the exit status. */
  check(...args: readonly string[]): Report & { readonly status: number } {
    const { status, out } = this.run(['check', '--format', 'json', ...args]);
    return { ...(JSON.parse(out) as Report), status };
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A trust policy for one principal. */
export function trust(principal: unknown): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] };
}

/** A template of roles by logical id, each with its trust policy. */
export function template(roles: { readonly [id: string]: unknown }): object {
  const resources = Object.entries(roles).map(([id, policy]) => [
    id,
    { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } },
  ]);
  return { Resources: Object.fromEntries(resources) };
}
