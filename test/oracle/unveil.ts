import type { Request } from '../../shared/model/finding';
import { withheld } from '../../shared/search/witness';

/** A policy document as far as these tests read it. */
export interface Document {
  readonly Version?: string;
  readonly Statement: readonly { readonly [element: string]: unknown }[];
}

const known = new WeakMap<Document, Map<string, readonly string[]>>();

/** Everything that a policy spells under one key. */
export function spelledUnder(policy: Document, key: string): readonly string[] {
  const before = known.get(policy) ?? new Map<string, readonly string[]>();
  known.set(policy, before);
  const spelled = before.get(key) ?? readUnder(policy, key);
  before.set(key, spelled);
  return spelled;
}

function readUnder({ Statement }: Document, key: string): string[] {
  return Statement.flatMap(({ Condition }) =>
    Object.entries((Condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(([operator, keys]) =>
      operator === 'Null'
        ? []
        : Object.entries(keys).flatMap(([name, value]) =>
            name.toLowerCase() === key.toLowerCase() ? [value].flat().map(String) : [],
          ),
    ),
  );
}

/** What a witness withholds is a value of the policy or comes from one: the requests that it may mean. */
export function unveiled(request: Request, policy: Document): Request[] {
  const hidden = Object.entries(request.context).filter(([, value]) => [value].flat().includes(withheld));
  return hidden.reduce<Request[]>(
    (requests, [key, value]) =>
      requests.flatMap((before) =>
        candidates(policy, key, request).map((text) => ({
          ...before,
          context: {
            ...before.context,
            [key]: typeof value === 'string' ? text : value.map((one) => (one === withheld ? text : one)),
          },
        })),
      ),
    [request],
  );
}

function candidates(policy: Document, key: string, { context }: Request): string[] {
  const spelled = spelledUnder(policy, key);
  const fillings = ['', 'x', 'xx', 'X', 'b', 'xb', 'ax'];
  const filled = fillings.flatMap((filling) =>
    spelled.map((text) => text.replaceAll('*', filling).replaceAll('?', 'x')),
  );
  const said = Object.values(context).flat();
  const texts = [...spelled, ...filled, ...said, 'another', 'aa', 'ab', 'bb', 'xx', 'x', ''];
  return [...new Set([...texts, ...texts.map((text) => text.toUpperCase())])];
}
