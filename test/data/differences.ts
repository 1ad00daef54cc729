import { assumeActionOf, stsAction, stsActions, trustActions } from '../../shared/iam/actions';
import { callerKinds, fixedKeys, keyFacts, type CallerKind, type KeyType } from '../../shared/iam/keys';
import { listedActions, listedGlobalKeys, listedStsKeys, type ListedAction, type ListedKey } from './listed';

/** One point where our tables and iam-data say different things. */
export interface Difference {
  /** The key or action, as iam-data or, where it does not have it, our table spells it. */
  readonly about: string;
  readonly says: string;
}

const types: Readonly<Record<string, KeyType>> = {
  String: 'string',
  ARN: 'arn',
  Numeric: 'numeric',
  Date: 'date',
  Bool: 'bool',
  IPAddress: 'ip',
};

/** Every point where our tables differ from iam-data, in the order of its lists. */
export async function differences(): Promise<Difference[]> {
  const actions = await listedActions();
  const stsKeys = await listedStsKeys();
  const keys = [...stsKeys, ...listedGlobalKeys()];
  return [
    ...actions.flatMap(actionDifferences),
    ...gone(new Set(actions.map(({ name }) => name)), stsActions),
    ...keys.flatMap(keyDifferences),
    ...gone(new Set(keys.map(({ key }) => key.toLowerCase())), fixedKeys),
    ...stsKeys.flatMap((key) => presenceDifferences(key, actions)),
  ];
}

function actionDifferences({ name, onRoles }: ListedAction): Difference[] {
  const ours = stsAction(name);
  if (ours?.name !== name) return [{ about: name, says: 'iam-data lists the action, our table does not' }];
  if (onRoles === trustActions.includes(ours)) return [];
  return [
    { about: name, says: `iam-data says it ${onRoles ? 'works' : 'does not work'} on roles, our table otherwise` },
  ];
}

function keyDifferences({ key, type }: ListedKey): Difference[] {
  const ours = keyFacts(key);
  if (!ours.known) return [{ about: key, says: 'iam-data lists the key, our table does not' }];
  const says: string[] = [];
  const many = type.startsWith('ArrayOf');
  const listed = types[type.replace('ArrayOf', '')];
  if (listed !== ours.type) says.push(`iam-data says ${type}, our table ${ours.type}`);
  if (many !== ours.many) says.push(`iam-data says ${many ? 'many values' : 'one value'}, our table otherwise`);
  if (ours.name.toLowerCase() !== key.toLowerCase()) says.push(`our table spells it ${ours.name}`);
  return says.map((text) => ({ about: key, says: text }));
}

/** Rows of ours that iam-data does not have (any more). */
function gone(listed: ReadonlySet<string>, ours: readonly { readonly name: string }[]): Difference[] {
  return ours
    .filter(({ name }) => !listed.has(name) && !listed.has(name.toLowerCase()))
    .map(({ name }) => ({ about: name, says: 'our table has it, iam-data does not' }));
}

/** Callers who have the key without its standing at their call, and calls that list it while no caller of theirs has it. */
function presenceDifferences({ key }: ListedKey, actions: readonly ListedAction[]): Difference[] {
  const { presence } = keyFacts(key);
  const lists = (action: string): boolean =>
    actions.some(({ name, keys }) => name === action && keys.has(key.toLowerCase()));
  return [...new Set(callerKinds.map(assumeActionOf))].flatMap((action) => {
    const have = callerKinds.filter((kind) => assumeActionOf(kind) === action && presence[kind] !== 'never');
    if (have.length > 0 === lists(action)) return [];
    return [
      { about: key, says: have.length > 0 ? withoutBeingListed(action, have) : `iam-data lists it for ${action}` },
    ];
  });
}

function withoutBeingListed(action: string, have: readonly CallerKind[]): string {
  return `our table gives it to ${have.join(', ')}, iam-data does not list it for ${action}`;
}
