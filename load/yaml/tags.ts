import type { Tags } from 'yaml';

/** The functions that templates may call by a tag, beside Ref and Condition, whose names have no `Fn::` before them. */
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
// and, for Rules, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
const functions = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
] as const;

const calls: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

/** The key that a short form such as `!Sub` stands for; undefined for any other tag. */
export function callOf(tag: string): string | undefined {
  return calls.get(tag);
}

const core = 'tag:yaml.org,2002:';
const plain = ['str', 'null', 'bool', 'int', 'float', 'map', 'seq'];
// CloudFormation takes none of them:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
const refused = ['binary', 'omap', 'pairs', 'set', 'timestamp'];

/** The type that a tag of YAML itself names, such as `str` for `!!str`; undefined for any other tag. */
export function typeOf(tag: string): string | undefined {
  const name = tag.startsWith(core) ? tag.slice(core.length) : undefined;
  return name !== undefined && plain.includes(name) ? name : undefined;
}

/** A tag as people write it. */
export function spellTag(tag: string): string {
  return tag.startsWith(core) ? `!!${tag.slice(core.length)}` : tag;
}

const text = (value: string): string => value;
const names = [...calls.keys(), ...[...plain, ...refused].map((name) => `${core}${name}`)];

/**
 * All tags that are known, so that the parser keeps what they stand on as it is and makes no warning of each; before
 * them a text, which it looks for with every scalar that has none.
 */
export const knownTags: Tags = [
  { tag: `${core}str`, default: true, test: /^/, resolve: text },
  ...names.flatMap((tag) => [
    { tag, resolve: text },
    { tag, collection: 'map' as const },
    { tag, collection: 'seq' as const },
  ]),
];
