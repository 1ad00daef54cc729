import type { Acknowledgement } from '../../model/acknowledgement';
import { type Owner, type Place, type Subject, withAcknowledged } from '../../model/subject';
import { pointer, type Tree } from '../../model/tree';
import { secondsOfIso } from '../iso-duration';
import { managedByAws } from '../managed-policies';
import type { TerraformOptions, TerraformReading } from '../terraform';
import { acknowledgedIn } from './acknowledged';
import { Estate } from './estate';
import { Holders } from './holders';
import type { Held, Instance } from './instance';
import { arnOf } from './names';
import { readProviders } from './providers';
import { accessKeys, durations, grants, identities, mustBeSeen, policies } from './types';
import { valueIn } from './values';
import { environmentsOf } from './workloads';
import { documentsIn, entryOf } from './written';

/** A plan or a state while its resources are read. */
interface Reading {
  readonly estate: Estate;
  readonly holders: Holders;
  readonly file: string | undefined;
}

/** What is judged in all that a file holds. */
export function readHeld(value: unknown, held: Held, { file, owner = {} }: TerraformOptions): TerraformReading {
  const estate = new Estate(value, held, owner);
  const managed = held.instances.filter(({ mode }) => mode === 'managed');
  const reading: Reading = { estate, holders: new Holders(managed, estate), file };
  const subjects: Subject[] = readProviders(estate, file === undefined ? {} : { file }, (id) => pathOf(id, file));
  const acknowledged: Acknowledgement[] = [];
  let skipped = held.instances.length - managed.length;
  for (const instance of managed) {
    const found = read(instance, reading);
    const words = acknowledgedIn(instance, file);
    acknowledged.push(...words);
    if (found.length === 0) skipped++;
    for (const one of found) subjects.push(withAcknowledged(one, words));
  }
  for (const { address, type, pointer: at, problem } of held.broken) {
    if (type !== undefined && !mustBeSeen(type)) skipped++;
    else subjects.push(unreadableAt(at, problem, { ...(file !== undefined && { file }) }, address, type));
  }
  return { subjects, skipped, acknowledged };
}

/** The subject that stands for something that cannot be read, at that pointer from the root of the file. */
export function unreadableAt(
  at: string,
  problem: string,
  { file }: TerraformOptions,
  address = '',
  type = 'terraform',
): Subject {
  const id = address === '' ? (file ?? 'terraform') : address;
  const path = address === '' ? id : pathOf(address, file);
  const place = { id, type, path, pointer: at, ...(file !== undefined && { file }) };
  return { kind: 'unreadable', place, owner: {}, problem };
}

function read(instance: Instance, reading: Reading): readonly Subject[] {
  const { type } = instance;
  const { trust } = entryOf(identities, type) ?? {};
  return [
    ...(trust === undefined ? [] : [roleOf(instance, trust, reading)]),
    ...durationsOf(instance, reading),
    ...documentsOf(instance, reading),
    ...(accessKeys.has(type) ? [accessKeyOf(instance, reading)] : []),
    ...environmentsOf(instance, reading.estate).map(({ at, ...environment }): Subject => ({
      kind: 'workload',
      ...groundOf(instance, at, reading),
      ...environment,
    })),
  ];
}

function roleOf(instance: Instance, trust: string, reading: Reading): Subject {
  const { estate } = reading;
  return {
    kind: 'role',
    ...groundOf(instance, pointer('', trust), reading),
    trust: valueIn(instance, trust, estate, 'json'),
    maxSeconds: valueIn(instance, 'max_session_duration', estate),
    arn: arnOf(instance, estate.owners.of(instance)),
  };
}

function durationsOf(instance: Instance, reading: Reading): readonly Subject[] {
  const { of, argument } = entryOf(durations, instance.type) ?? {};
  if (of === undefined || argument === undefined) return [];
  const value = valueIn(instance, argument, reading.estate);
  const seconds = of === 'permissionSet' && typeof value === 'string' ? inSeconds(value) : value;
  return [{ kind: 'duration', of, ...groundOf(instance, pointer('', argument), reading), seconds }];
}

function inSeconds(written: string): Tree {
  return secondsOfIso(written) ?? `${written}, which is no duration`;
}

/** The documents that a resource holds, and those of AWS that it gives to somebody. */
function documentsOf(instance: Instance, reading: Reading): readonly Subject[] {
  const { holders, estate } = reading;
  const { type, address } = instance;
  const subject = (document: Tree, at: string): Subject => ({
    kind: 'identity',
    ...groundOf(instance, at, reading),
    document,
    identities: holders.of(`${address}${at}`),
  });
  const isOwn = entryOf(grants, type) !== undefined || entryOf(policies, type) !== undefined;
  const shown = holders.shownBy(instance);
  const inline = isOwn ? documentsIn(instance, estate) : shown.inline;
  const ofAws = [...shown.arns, ...holders.attachedBy(instance)].flatMap(({ text, at }) => {
    const document = managedByAws(text);
    return document === undefined ? [] : [subject(document, at)];
  });
  // a permissions boundary limits what others give, and gives nothing
  const written = inline.filter(({ at }) => !holders.isLimit(`${address}${at}`));
  return [...written.map(({ at, document }) => subject(document, at)), ...ofAws];
}

function accessKeyOf(instance: Instance, reading: Reading): Subject {
  const status = valueIn(instance, 'status', reading.estate);
  return { kind: 'accessKey', ...groundOf(instance, '/status', reading), status };
}

/** Whose a subject is, and where in the values of its resource it stands. */
function groundOf(instance: Instance, within: string, { estate, file }: Reading): { place: Place; owner: Owner } {
  const { address, type, pointer: at } = instance;
  const place = {
    id: address,
    type,
    path: pathOf(address, file),
    ...(file !== undefined && { file }),
    pointer: `${at}${within}`,
    within,
  };
  return { place, owner: estate.owners.of(instance) };
}

function pathOf(id: string, file: string | undefined): string {
  return file === undefined ? id : `${file}#${id}`;
}
