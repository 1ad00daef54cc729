import { cannotBePulumi, cannotBeResources, pulumiOf, resourcesOf } from '../drivers/seeds';
import type { CfnResource, PulumiInputs } from '../drivers/seeds';
import { isPlain } from '../../shared/testing/trees';
import type { Row, Seed } from '../table';
import { isMap, type Tree } from '../../shared/model/tree';

/** A row as the page of its rule shows it. */
export interface Shown {
  readonly row: Row;
  readonly resources: { readonly [logicalId: string]: CfnResource };
  readonly pulumi: readonly PulumiInputs[];
}

/** The first of these rows that code for both hosts can say, under the settings of its table. */
export function shownIn(rows: readonly Row[]): Shown | undefined {
  const row = rows.find(isSayable);
  if (row === undefined) return undefined;
  const seeds = seedsOf(row).map(
    (seed, index, { length }) => [seed, length === 1 ? 'Example' : `Example${index + 1}`] as const,
  );
  return {
    row,
    resources: Object.assign({}, ...seeds.map(([seed, id]) => resourcesOf(seed, id))) as Shown['resources'],
    pulumi: seeds.flatMap(([seed, id]) => pulumiOf(seed, id)),
  };
}

function isSayable(row: Row): boolean {
  const { settings, owner } = row;
  return settings === undefined && owner === undefined && seedsOf(row).every(isWritable);
}

function isWritable(seed: Seed): boolean {
  if (cannotBeResources(seed) !== undefined || cannotBePulumi(seed) !== undefined) return false;
  // compilers and the CDK demand a document
  if (seed.kind === 'role' && !isDocument(seed.trust)) return false;
  if (seed.kind === 'identity' && !isDocument(seed.document)) return false;
  const open = Object.values(seed) as (Tree | undefined)[];
  return open.every(isPlain);
}

function isDocument(tree: Tree | undefined): boolean {
  return isMap(tree) || (typeof tree === 'string' && tree.trim() !== '');
}

function seedsOf({ subjects, trust, maxSeconds }: Row): readonly Seed[] {
  if (subjects === undefined) return [{ kind: 'role', trust, maxSeconds }];
  return Array.isArray(subjects) ? (subjects as readonly Seed[]) : [subjects as Seed];
}
