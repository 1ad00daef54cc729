/**
 * Which part of a text tells tokens apart: `tenant` is whose they are, `project` is which of the tenant's own projects,
 * repositories or workloads has them.
 */
export type Unit = 'tenant' | 'project';

/** A run of characters that a token may choose; `chars` is the body of a regular expression class. */
export interface Segment {
  readonly chars: string;
  readonly unit?: Unit;
}

/** One shape that the values of a claim have: texts as they are, and segments between them. */
export interface Form {
  readonly pieces: readonly (string | Segment)[];
  /** What stands before anything that may follow; undefined where nothing does. */
  readonly more: string | undefined;
  /** Whether it may also begin after a colon, as one of several names and values that an issuer's customer chose. */
  readonly anywhere: boolean;
}

const classes: { readonly [name: string]: string } = {
  digits: '0-9',
  hex: 'A-Fa-f0-9\\-',
  name: 'A-Za-z0-9_.\\-',
  path: 'A-Za-z0-9_.\\-/',
  // a colon inside such a value is written %3A
  value: '\\u0020-\\u0039\\u003b-\\u007e',
  word: 'A-Za-z0-9_.+@|\\-',
  text: '\\u0020-\\u007e',
};

/**
 * The form that a template spells: `<tenant:name>` is the segment that tells the tenant, `<:name>` one that tells
 * nothing, and `...` at the end is anything that may follow after the character before it. `<issuer>` is what the
 * issuer's own address holds. Throws TypeError for a class that there is not.
 */
export function form(template: string, issuer?: string): Form {
  const anywhere = template.startsWith('...');
  const [, body = '', more] = /^(?:\.\.\.)?(.*?)(?:(.)\.\.\.)?$/.exec(template) ?? [];
  const pieces = body.split(/(<[^>]*>)/).filter((piece) => piece !== '');
  return { anywhere, more, pieces: pieces.map((piece) => pieceOf(piece, issuer)) };
}

function pieceOf(piece: string, issuer: string | undefined): string | Segment {
  if (!piece.startsWith('<')) return piece;
  if (piece === '<issuer>') return issuer ?? { chars: classes['name'] as string };
  const [unit, name = ''] = piece.slice(1, -1).split(':');
  const chars = classes[name];
  if (chars === undefined) throw new TypeError(`there is no class of characters ${name} in ${piece}`);
  return unit === 'tenant' || unit === 'project' ? { chars, unit } : { chars };
}
