import type { Owner, Subject } from '../model/subject';
import { pointer } from '../model/tree';
import { isObject, own } from './json';
import { pulumiInputs, pulumiTrustInput, readPulumiResource, Seen } from './pulumi';
import type { Entry, Listed, Resource } from './pulumi-files/entry';
import { listEvents, looksLikeEvents } from './pulumi-files/events';
import { Owners } from './pulumi-files/owners';
import { listPreview, looksLikePreview } from './pulumi-files/preview';
import { listState, looksLikeState } from './pulumi-files/state';
import { tellApart } from './pulumi/tree';

/** What a file of Pulumi holds: subjects in reading order, and how many resources are not judged. */
export interface PulumiReading {
  readonly subjects: readonly Subject[];
  readonly skipped: number;
  /** What is wrong with the file as a whole: lower-case sentences without a full stop. */
  readonly problems: readonly string[];
}

/** Where a file stands, and whose the resources are of which it does not tell it. */
export interface PulumiFile {
  readonly file: string;
  readonly owner?: Owner;
}

/** Whether the value looks like a state, a preview or an event log of Pulumi rather than like any other JSON. */
export function looksLikePulumi(value: unknown): boolean {
  return looksLikeState(value) || looksLikePreview(value) || looksLikeEvents(value);
}

/** What there is to judge in a file of Pulumi, given as parsed JSON, or JSON lines as a list, of any shape. */
export function readPulumiFile(value: unknown, { file, owner = {} }: PulumiFile): PulumiReading {
  const { entries, problems, config } = listed(value);
  const resources = entries.filter((entry): entry is Resource => 'resource' in entry);
  const owners = new Owners(resources, config, owner);
  const seen = new Seen();
  const read = (one: Resource) => subjectsOf(one, owners, seen, file);
  const judged = resources.filter(isJudged);
  // who has which document does not depend on the order: a policy is known before its holder, and both before a document
  for (let round = 0; round < 2; round++) for (const one of judged) read(one);
  const found = entries.map((entry) =>
    'problem' in entry ? [unreadable(entry, file)] : isJudged(entry) ? read(entry) : [],
  );
  const skipped = entries.filter((entry, index) => isSkipped(entry, found[index] ?? [])).length;
  return { subjects: found.flat(), skipped, problems };
}

function listed(value: unknown): Listed {
  if (looksLikeState(value)) return listState(value);
  return looksLikePreview(value) ? listPreview(value) : listEvents(Array.isArray(value) ? value : []);
}

// What waits for its deletion goes, and what is only read belongs to somebody else.
function isJudged({ type, resource }: Resource): boolean {
  const isThere = ['delete', 'pendingReplacement', 'external'].every((mark) => own(resource, mark) !== true);
  return isThere && pulumiInputs(type) !== undefined;
}

// Components are groups of others, and providers make others.
function isSkipped(entry: Entry, found: readonly Subject[]): boolean {
  if ('problem' in entry || found.length > 0 || entry.type.startsWith('pulumi:')) return false;
  return own(entry.resource, 'custom') === true;
}

// What a provider settles itself where a program leaves it out. Its lists of policies are no inputs: in its outputs they
// name again what other resources hand over.
const settled = ['name', 'path', 'roleName', 'userName', 'groupName', 'managedPolicyName', 'maxSessionDuration'];

function subjectsOf(entry: Resource, owners: Owners, seen: Seen, file: string): Subject[] {
  const { urn, type, resource, pointer: base } = entry;
  const given = own(resource, 'inputs');
  const inputs = isObject(given) ? given : {};
  const outputs = own(resource, 'outputs');
  const trust = pulumiTrustInput(type);
  const lacking = [...settled, ...(trust === undefined ? [] : [trust])].filter((name) => !Object.hasOwn(inputs, name));
  const more = lacking.flatMap((name) =>
    own(outputs, name) === undefined ? [] : [[name, own(outputs, name)] as const],
  );
  const props = { ...inputs, ...Object.fromEntries(more) };
  const found = readPulumiResource({ type, urn, name: '', props }, { owner: owners.of(entry), seen });
  return found.map((subject) => {
    const within = subject.place.within ?? (trust === undefined ? '' : pointer('', trust));
    const section = more.some(([name]) => within === pointer('', name)) ? 'outputs' : 'inputs';
    const place = { ...subject.place, file, pointer: `${base}/${section}${within}` };
    if (subject.kind !== 'role' || subject.trust === undefined) return { ...subject, place };
    // holes of one name in one file would be one value
    return { ...subject, place, trust: tellApart(subject.trust, urn) };
  });
}

function unreadable({ pointer: at, problem }: Extract<Entry, { problem: string }>, file: string): Subject {
  const place = { id: `${file}${at}`, type: 'resource', path: file, file, pointer: at };
  return { kind: 'unreadable', place, owner: {}, problem };
}
