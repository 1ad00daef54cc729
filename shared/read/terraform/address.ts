/** The key of an instance that `count` (a number) or `for_each` (a text) makes. */
export type Key = string | number;

/** A module call on the way to something, with the key of the instance where it has one. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: Key;
}

type Part = { readonly name: string } | { readonly key: Key };

// [*] stands for the keys of what waits for a later run, of which nobody knows how many there will be
const form = /\.?([^.[\]"]+)|\[(?:\*|("(?:[^"\\]|\\.)*"|\d+))\]/gy;

/** The parts of an address or a reference such as `module.a["x"].aws_iam_role.r[0].arn`; undefined for any other text. */
export function partsOf(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: whole, 1: name, 2: key, index } of text.matchAll(form)) {
    end = index + whole.length;
    if (name !== undefined) parts.push({ name });
    else if (key !== undefined) parts.push({ key: keyOf(key) });
  }
  return end === text.length ? parts : undefined;
}

/** The module calls that lead to `module.a["x"].module.b`, the root module being ``; undefined for any other text. */
export function moduleStepsOf(address: string): readonly ModuleStep[] | undefined {
  const parts = partsOf(address);
  if (parts === undefined) return undefined;
  const steps: ModuleStep[] = [];
  for (let index = 0; index < parts.length;) {
    const step = moduleStepAt(parts, index);
    if (step === undefined) return undefined;
    steps.push(step);
    index += step.key === undefined ? 2 : 3;
  }
  return steps;
}

/** The module call that stands in the parts from there on. */
export function moduleStepAt(parts: readonly Part[], index: number): ModuleStep | undefined {
  const [word, call, key] = parts.slice(index);
  if (nameIn(word) !== 'module' || call === undefined || !('name' in call)) return undefined;
  return { name: call.name, ...(key !== undefined && 'key' in key && { key: key.key }) };
}

/** The address of a module instance, with a dot at its end; empty for the root module. */
export function prefixOf(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, key }) => `module.${name}${indexOf(key)}.`).join('');
}

/** How Terraform writes the key of an instance behind its name. */
export function indexOf(key: Key | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
}

/** The name that a part is; undefined for a key. */
export function nameIn(part: Part | undefined): string | undefined {
  return part !== undefined && 'name' in part ? part.name : undefined;
}

function keyOf(written: string): Key {
  if (!written.startsWith('"')) return Number(written);
  try {
    return JSON.parse(written) as string;
  } catch {
    return written;
  }
}
