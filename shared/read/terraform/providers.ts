import type { DurationSubject, Place } from '../../model/subject';
import { Text } from '../../model/text';
import { pointer, type Tree } from '../../model/tree';
import { secondsOfGo } from '../go-duration';
import { isObject, own } from '../json';
import { referencesOf } from './configuration';
import type { Estate } from './estate';

// What counts where a block names no duration: AWS's own hour for a web identity, and a quarter of an hour, which is what
// the provider asks for, for a role: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
const unset = { assume_role_with_web_identity: 3600, assume_role: 900 } as const;

/** How long the sessions last that the AWS providers of a plan start with the roles they assume, block by block. */
export function readProviders(
  estate: Estate,
  place: Pick<Place, 'file'>,
  pathOf: (id: string) => string,
): DurationSubject[] {
  return estate.configuration.providers.flatMap(([key, provider]) => {
    if (!isAws(key, provider)) return [];
    const id = idOf(key);
    const at = pointer('/configuration/provider_config', key, 'expressions');
    const type = `provider ${String(own(provider, 'name') ?? 'aws')}`;
    return (Object.keys(unset) as (keyof typeof unset)[]).flatMap((name) =>
      blocksIn(own(own(provider, 'expressions'), name)).map(({ block, steps }): DurationSubject => {
        const within = pointer('', name, ...steps);
        return {
          kind: 'duration',
          of: 'provider',
          place: { ...place, id, type, path: pathOf(id), pointer: `${at}${within}`, within },
          owner: estate.owners.ofProvider(key),
          seconds: secondsIn(block, name, `${id}.${name}`),
        };
      }),
    );
  });
}

interface Block {
  readonly block: unknown;
  readonly steps: readonly (string | number)[];
}

/** The blocks of that name, or the one object that an argument holds. */
function blocksIn(expression: unknown): readonly Block[] {
  if (Array.isArray(expression)) return expression.map((block: unknown, index) => ({ block, steps: [index] }));
  const value = own(expression, 'constant_value');
  if (Array.isArray(value))
    return value.map((one: unknown, index) => ({ block: spelled(one), steps: ['constant_value', index] }));
  if (value !== undefined && value !== null) return [{ block: spelled(value), steps: ['constant_value'] }];
  return isObject(expression) && referencesOf(expression).length > 0 ? [{ block: expression, steps: [] }] : [];
}

// a spelled object as the expressions that a block would have
function spelled(value: unknown): unknown {
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(given.map(([name, one]) => [name, { constant_value: one }]));
}

function secondsIn(block: unknown, name: keyof typeof unset, path: string): Tree {
  const references = referencesOf(block);
  if (references.length > 0) return Text.of({ id: references.join(' with '), domain: 'free' });
  // duration_seconds is what older versions call it
  const [argument, expression] =
    ['duration', 'duration_seconds'].map((one) => [one, own(block, one)] as const).find(([, one]) => isSet(one)) ?? [];
  if (expression === undefined) return unset[name];
  const value = own(expression, 'constant_value');
  const seconds = typeof value === 'number' ? value : typeof value === 'string' ? secondsOfGo(value) : undefined;
  const id = referencesOf(expression).join(' with ') || `${path}.${argument}`;
  return seconds ?? Text.of({ id, domain: 'free' });
}

function isSet(expression: unknown): boolean {
  const value = own(expression, 'constant_value');
  return expression !== undefined && value !== null && value !== '' && value !== 0;
}

function isAws(key: string, provider: unknown): boolean {
  const name = own(provider, 'full_name') ?? own(provider, 'name') ?? key;
  return typeof name === 'string' && /(?:^|\/)(?:aws|awscc)$/.test(name);
}

/** `aws.west` and `module.a:aws` as people write them: `provider.aws.west`, `module.a.provider.aws`. */
function idOf(key: string): string {
  const [, module = '', name = key] = /^(.*):([^:]+)$/.exec(key) ?? [];
  return `${module === '' ? '' : `${module}.`}provider.${name}`;
}
