import { Text, type Tree } from '../../shared/index';

// the partition may be one that is not known yet, whose name holds colons
const account = /^(?:arn:(?:<[^>]*>|[^:]*):(?:iam|sts)::)?(\d{12})(?::|$)/;
const organization = /^o-[a-z0-9]{10,32}$/;

/** The accounts and organizations that trust policies name. */
export class Trusted {
  private readonly accounts = new Map<string, number>();
  private readonly ids = new Set<string>();

  /** Takes in the trust policy of one role. */
  add(trust: Tree | undefined): void {
    const here = new Set<string>();
    for (const { path, value } of leavesOf(fromText(trust), [])) {
      const isTrusted = path.includes('principal') && path.at(-1) === 'aws';
      const [, id] = isTrusted ? (account.exec(value) ?? []) : [];
      if (id !== undefined) here.add(id);
      if (path.some((step) => /^aws:\w*orgid$/.test(step)) && organization.test(value)) this.ids.add(value);
    }
    for (const id of here) this.accounts.set(id, (this.accounts.get(id) ?? 0) + 1);
  }

  /** The accounts beside one's own, those first that most roles trust. */
  accountsBeside(own: readonly string[]): ReadonlyMap<string, number> {
    const others = [...this.accounts].filter(([id]) => !own.includes(id));
    return new Map(others.sort(([id, count], [other, less]) => less - count || (id < other ? -1 : 1)));
  }

  organizations(): readonly string[] {
    return [...this.ids].sort();
  }
}

interface Leaf {
  /** The keys on the way, in small letters, as IAM reads most of them in any. */
  readonly path: readonly string[];
  readonly value: string;
}

function* leavesOf(tree: unknown, path: readonly string[]): Generator<Leaf> {
  if (path.length > 60) return;
  const value = tree instanceof Text ? tree.toString() : tree;
  if (typeof value === 'string') yield { path, value };
  else if (Array.isArray(value)) for (const one of value) yield* leavesOf(one, path);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) yield* leavesOf(part, [...path, key.toLowerCase()]);
  }
}

/** A policy that is written as JSON in a text. */
function fromText(trust: Tree | undefined): unknown {
  const text = trust instanceof Text ? trust.literal : trust;
  if (typeof text !== 'string') return trust;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
