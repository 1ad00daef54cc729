import type { Tree } from '../../model/tree';
import { deepest, own, tooDeep } from '../json';
import type { Entry } from './pages';

/** A policy document as a listing has it, or why it cannot be read. */
export type Document = { readonly tree: Tree | undefined } | { readonly problem: string };

/** A document of an entry, and the JSON pointer from the entry to it. */
export interface Written {
  readonly within: string;
  readonly document: Document;
}

/** A policy that an entry has, by its ARN. */
export interface Attached {
  readonly within: string;
  readonly arn: string;
}

/**
 * A document as IAM gives it: JSON text that is URL-encoded, which the AWS CLI and some SDKs decode and parse.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function documentOf(value: unknown): Document {
  if (typeof value === 'string') return { tree: decoded(value) };
  if (tooDeep(value)) return { problem: `the policy is nested deeper than ${deepest} levels` };
  return { tree: value as Tree | undefined };
}

function decoded(text: string): string {
  // IAM keeps the blanks before a policy, too
  if (!/^(?:\s|%(?:20|09|0a|0d))*%7b/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The documents that stand in an entry itself. */
export function inlineIn({ value }: Entry, list: string): Written[] {
  return itemsOf(value, list).map(({ item, within }) => ({
    within: `${within}/PolicyDocument`,
    document: documentOf(own(item, 'PolicyDocument')),
  }));
}

/** The managed policies that an entry names. */
export function attachedIn({ value }: Entry): Attached[] {
  return itemsOf(value, 'AttachedManagedPolicies').flatMap(({ item, within }) => {
    const arn = own(item, 'PolicyArn');
    return typeof arn === 'string' ? [{ arn, within }] : [];
  });
}

/** The document that a managed policy has by default, which is the one that counts; undefined where it is not listed. */
export function defaultVersionIn({ value }: Entry): Written | undefined {
  const id = own(value, 'DefaultVersionId');
  const found = itemsOf(value, 'PolicyVersionList').find(({ item }) => {
    return own(item, 'IsDefaultVersion') === true || (id !== undefined && own(item, 'VersionId') === id);
  });
  if (found === undefined || own(found.item, 'Document') === undefined) return undefined;
  return { within: `${found.within}/Document`, document: documentOf(own(found.item, 'Document')) };
}

function itemsOf(value: unknown, list: string): { readonly item: unknown; readonly within: string }[] {
  const items = own(value, list);
  return Array.isArray(items) ? items.map((item: unknown, index) => ({ item, within: `/${list}/${index}` })) : [];
}
