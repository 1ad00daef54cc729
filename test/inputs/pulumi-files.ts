import type { PulumiResource } from '../drivers/pulumi';
import { shownOf } from '../parity/pulumi';
import { anyUnknown, signature, unknowns } from '../../shared/read/pulumi/wire';
import type { ParityRow } from '../parity/rows';

/** A resource of a row, with its URN and that of its provider. */
interface Listed extends PulumiResource {
  readonly urn: string;
  readonly by: string;
}

const id = '2b4f9f6c-0a55-4c9c-8f67-6f2a4f0f5a11';
const urnOf = (type: string, name: string) => `urn:pulumi:prod::rows::${type}::${name}`;

// rows that share a file must not share a permission set
function listed(rows: readonly ParityRow[]): Listed[] {
  const all = rows.flatMap((row) =>
    row.subjects.flatMap((subject) =>
      shownOf(subject, row).map((one): Listed => {
        const props = JSON.parse(
          JSON.stringify(one.props).replaceAll('/ps-1111222233334444', `/ps-${row.id}`),
        ) as object;
        const by = urnOf(`pulumi:providers:${one.type.split(':')[0] ?? ''}`, providerName(one));
        return { ...one, props, urn: urnOf(one.type, one.name), by };
      }),
    ),
  );
  const providers = new Map(
    all.flatMap((one): [string, Listed][] =>
      one.type.startsWith('pulumi:')
        ? []
        : [[one.by, { type: one.by.split('::')[2] ?? '', name: '', urn: one.by, by: '', props: one.provider ?? {} }]],
    ),
  );
  return [...providers.values(), ...all];
}

function providerName({ provider }: PulumiResource): string {
  return Buffer.from(JSON.stringify(provider ?? {})).toString('hex');
}

function entryOf({ type, urn, by, props }: Listed): object {
  const inputs = JSON.stringify(props) === '{}' ? {} : { inputs: props };
  return { urn, custom: true, id, type, ...inputs, ...(by !== '' && { provider: `${by}::${id}` }) };
}

/** The rows as one stack, exported: what is not known is a secret whose key is elsewhere. */
export function stateOf(rows: readonly ParityRow[]): object {
  const manifest = { time: '2026-01-01T00:00:00Z', magic: '', version: 'v3.259.0' };
  const resources = listed(rows).map((one) => closed(entryOf(one)));
  return { version: 3, deployment: { manifest, resources } };
}

function closed(value: unknown): unknown {
  if (typeof value === 'string' && value.replace(anyUnknown, '') === '' && value !== '') {
    return { [signature.key]: signature.secret, ciphertext: 'v1:AAAA:BBBB' };
  }
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
}

/** Whether a row holds a text that is known in part, which neither a secret nor a state is. */
export function isHalfKnown(row: ParityRow): boolean {
  const text = JSON.stringify(row.subjects.map((subject) => shownOf(subject, row)));
  const isWhole = (found: string) => found === `"${unknowns.string}"`;
  return [...text.matchAll(/"[^"]*04da6b54[^"]*"/g)].some(([found]) => !isWhole(found));
}

/** The rows as `pulumi preview --json` shows that they are to be created. */
export function previewOf(rows: readonly ParityRow[]): object {
  const steps = listed(rows).map((one) => {
    const newState = entryOf(one);
    return { op: 'create', urn: one.urn, newState, detailedDiff: null };
  });
  return { config: {}, steps, changeSummary: { create: steps.length } };
}

/** The rows as the events of a preview, one line each. */
export function eventsOf(rows: readonly ParityRow[]): string {
  const tell = listed(rows).map((one, index) => {
    const state = { inputs: {}, outputs: {}, parent: '', ...entryOf(one) };
    const metadata = { op: 'create', urn: one.urn, type: one.type, old: null, new: state, detailedDiff: null };
    return { sequence: index + 1, timestamp: 1795404304, resourcePreEvent: { metadata, planning: true } };
  });
  const all = [{ sequence: 0, preludeEvent: { config: {} } }, ...tell, { sequence: tell.length + 1, cancelEvent: {} }];
  return all.map((event) => JSON.stringify(event)).join('\n');
}
