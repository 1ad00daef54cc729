import type { Hole } from '../../shared/model/text';
import { Text } from '../../shared/model/text';
import type { Assignment, Tree } from '../../shared/model/tree';
import { isList, isMap, settle } from '../../shared/model/tree';
import { own } from '../table/build';
import type { Document } from './unveil';

/** What a hole turns out to be: one legal value for the same hole everywhere. */
export function fillingOf({ id, domain }: Hole): string {
  const name = `filled${[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7)}`;
  switch (domain) {
    case 'account':
      return id === 'AWS::AccountId' ? own : '888877776666';
    case 'partition':
      return 'aws';
    case 'region':
      return 'eu-west-1';
    case 'suffix':
      return 'amazonaws.com';
    case 'arn':
      return `arn:aws:iam::${own}:role/${name}`;
    default:
      return name;
  }
}

/** A trust policy as IAM would get it, one way its conditions can go; undefined where it is none that IAM would take. */
export function concrete(trust: Tree | undefined, assignment: Assignment): Document | undefined {
  const plain = plainOf(settle(trust, assignment));
  const document: unknown = typeof plain === 'string' ? parsed(plain) : plain;
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return undefined;
  const statements = [document.Statement].flat() as Document['Statement'];
  return statements.every(isUsual) ? { ...document, Statement: statements } : undefined;
}

function plainOf(tree: Tree | undefined): unknown {
  if (tree instanceof Text) return tree.fill(fillingOf).literal;
  if (isList(tree)) return tree.filter((item) => item !== undefined).map(plainOf);
  if (!isMap(tree)) return typeof tree === 'number' || typeof tree === 'boolean' ? String(tree) : tree;
  const parts = Object.entries(tree).filter(([, value]) => value !== undefined);
  return Object.fromEntries(parts.map(([key, value]) => [key, plainOf(value)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a statement has the elements that IAM asks for, in IAM's spelling. */
function isUsual(statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null) return false;
  const names = Object.keys(statement);
  const { Effect } = statement as { readonly Effect?: unknown };
  return (
    (Effect === 'Allow' || Effect === 'Deny') &&
    names.some((name) => name === 'Principal' || name === 'NotPrincipal') &&
    names.some((name) => name === 'Action' || name === 'NotAction')
  );
}
