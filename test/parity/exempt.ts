import { Choice, isList, isMap, type Tree } from '../../shared/model/tree';
import { cannotBePulumi, cannotBeResources } from '../drivers/seeds';
import { holesIn } from '../table/witness';
import { type ParityRow, treesOf } from './rows';

export type Host = 'cli' | 'cdk' | 'aspect' | 'nag3' | 'nag2' | 'pulumi';

/** The hosts that judge a template. */
const templateHosts: readonly Host[] = ['cli', 'cdk', 'aspect', 'nag3', 'nag2'];

/** Why rows cannot be handed to a host as they are. */
export interface Exemption {
  readonly host: Host;
  readonly why: string;
  readonly holds: (row: ParityRow) => boolean;
}

const holes = (row: ParityRow) => treesOf(row).flatMap(holesIn);
const ids = (row: ParityRow): string[] => holes(row).map(({ id }) => id);
const ownerless = ({ owner }: ParityRow): boolean => owner.account === undefined;
const anonymous = ({ owner }: ParityRow): boolean => (owner.account?.holes ?? []).length > 0;
const toldAccount = 'this run tells every host which account the roles are in';
const alwaysOwned =
  'a template always has an account of its own, AWS::AccountId, and any other account that it spells is foreign';
const plainKeys =
  'the key of an object is plain text: one with something open in it comes as JSON text, as from CfnJson (test/cdk/closed)';
const noSuchTemplate = 'a template cannot declare it';
const noPartition = 'no host is told the partition here, and a role of any may be meant';
const partitionOfReference = 'a template whose partition nobody knows has roles of no certain ARN';
const inNoStack =
  'at that time references of other stacks cannot be trusted, and what is said at the end stands nowhere';

/** Every reason there is; a row that none of them names is handed to every host. */
export const exemptions: readonly Exemption[] = [
  ...[...templateHosts, 'pulumi' as const].map((host) => ({ host, why: toldAccount, holds: anonymous })),
  ...templateHosts.map((host) => ({ host, why: alwaysOwned, holds: ownerless })),
  ...[...templateHosts, 'pulumi' as const].map((host) => ({
    host,
    why: plainKeys,
    holds: (row: ParityRow) => treesOf(row).some(hasOpenKey),
  })),
  ...templateHosts.map((host) => ({
    host,
    why: noSuchTemplate,
    holds: ({ subjects }: ParityRow) => subjects.some(({ seed }) => cannotBeResources(seed) !== undefined),
  })),
  ...[...templateHosts, 'pulumi' as const].map((host) => ({
    host,
    why: noPartition,
    holds: ({ expected }: ParityRow) => expected.some((one) => one.includes('partition-mismatch')),
  })),
  ...templateHosts.map((host) => ({
    host,
    why: partitionOfReference,
    holds: ({ subjects }: ParityRow) =>
      subjects.filter(({ seed }) => seed.kind === 'role' && seed.arn?.literal !== undefined).length > 1,
  })),
  ...(['aspect', 'nag2'] as const).map((host) => ({
    host,
    why: inNoStack,
    holds: ({ isProgram }: ParityRow) => isProgram,
  })),
  {
    host: 'pulumi',
    why: 'a program cannot declare it',
    holds: ({ subjects }) => subjects.some(({ seed }) => cannotBePulumi(seed) !== undefined),
  },
  {
    host: 'pulumi',
    why: 'a program settles its conditions itself before the engine sees a resource',
    holds: (row) => treesOf(row).some(hasChoice),
  },
  {
    host: 'pulumi',
    why: 'the engine does not tell what an unknown value may be, such as an account or an ARN',
    holds: (row) => holes(row).some(({ domain }) => domain !== 'free'),
  },
  {
    host: 'pulumi',
    why: 'the engine does not tell whether two unknown values are the same',
    holds: (row) => new Set(ids(row)).size < ids(row).length,
  },
];

/** Whether a row cannot be handed to a host. */
export function isExempt(host: Host, row: ParityRow): boolean {
  return exemptions.some((one) => one.host === host && one.holds(row));
}

function hasOpenKey(tree: Tree | undefined): boolean {
  if (tree instanceof Choice) return hasOpenKey(tree.then) || hasOpenKey(tree.otherwise);
  if (isList(tree)) return tree.some(hasOpenKey);
  return isMap(tree) && Object.entries(tree).some(([key, value]) => key.includes('<') || hasOpenKey(value));
}

function hasChoice(tree: Tree | undefined): boolean {
  if (tree instanceof Choice) return true;
  if (isList(tree)) return tree.some(hasChoice);
  return isMap(tree) && Object.values(tree).some(hasChoice);
}
