import type * as v from 'valibot';
import type { SettingsInput } from '../../shared';
import type { settingsSchema } from '../../shared/settings/schema';

type Schema = v.InferInput<ReturnType<typeof settingsSchema>>;

/** As readonly as the other type, all the way down, so that only the shapes are compared. */
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Fixed<T[Key]> }
    : T;

type Shape = Fixed<Schema>;

test('the type for code takes what the schema takes, part by part', () => {
  // The compiler is what judges here: each line is an error where a part is missing or has another shape.
  const keys: { readonly [Key in keyof Required<SettingsInput>]: Key } & {
    readonly [Key in keyof Required<Shape>]: Key;
  } = {
    $schema: '$schema',
    extends: 'extends',
    enforce: 'enforce',
    acknowledgements: 'acknowledgements',
    accounts: 'accounts',
    sessions: 'sessions',
    rules: 'rules',
    overrides: 'overrides',
    undecided: 'undecided',
    exceptions: 'exceptions',
    baseline: 'baseline',
    locked: 'locked',
  };
  const toSchema = (input: SettingsInput): Shape => input;
  const fromSchema = (shape: Omit<Shape, 'rules' | 'overrides'>): SettingsInput => shape;
  expect(Object.keys(keys)).toHaveLength(12);
  expect(toSchema(fromSchema({ enforce: 'audit' }))).toEqual({ enforce: 'audit' });
});
