import { Text, type Hole, type Piece } from '../../shared/model/text';
import { Choice, isList, isMap, type Tree } from '../../shared/model/tree';

/** The sections of a template that its roles refer to. */
export interface Beside {
  readonly Parameters: { readonly [name: string]: object };
  readonly Conditions: { readonly [name: string]: object };
  readonly Resources: { readonly [name: string]: object };
}

/** Writes trees as CloudFormation has them, and gathers what the template must declare for them. */
export class Writer {
  readonly #parameters = new Map<string, object>();
  readonly #conditions = new Map<string, object>();
  readonly #resources = new Map<string, object>();

  /** `roles` are the logical ids of roles that only a deployment names, by the holes that stand for the names. */
  constructor(private readonly roles: ReadonlyMap<string, string> = new Map()) {}

  /** A value of a template; undefined for what is left out. Throws where CloudFormation has no such unknown value. */
  write(tree: Tree | undefined): unknown {
    if (tree instanceof Text) return this.#text(tree);
    if (tree instanceof Choice) return this.#choice(tree);
    if (isList(tree)) return tree.map((item) => this.write(item) ?? { Ref: 'AWS::NoValue' });
    if (!isMap(tree)) return tree;
    const written = Object.entries(tree).map(([key, value]) => [key, this.write(value)] as const);
    return Object.fromEntries(written.filter(([, value]) => value !== undefined));
  }

  get beside(): Beside {
    return {
      Parameters: Object.fromEntries(this.#parameters),
      Conditions: Object.fromEntries(this.#conditions),
      Resources: Object.fromEntries(this.#resources),
    };
  }

  #text(text: Text): unknown {
    const parts = text.pieces.map((piece) => this.#piece(piece));
    return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
  }

  #piece(piece: Piece): unknown {
    return typeof piece === 'string' ? piece : this.#hole(piece);
  }

  #hole({ id, domain }: Hole): unknown {
    if (id.startsWith('AWS::')) return { Ref: id };
    const role = this.roles.get(id);
    if (domain === 'name' && role !== undefined) return { Ref: role };
    const name = id.replace(/\W/g, '');
    switch (domain) {
      case 'free':
        this.#parameters.set(name, { Type: 'String' });
        return { Ref: name };
      case 'account':
        this.#parameters.set(`${name}Account`, { Type: 'String', AllowedValues: ['222233334444', '333344445555'] });
        return { Ref: `${name}Account` };
      case 'arn':
        this.#resources.set(`${name}Of`, { Type: 'AWS::S3::Bucket' });
        return { 'Fn::GetAtt': [`${name}Of`, 'Arn'] };
      case 'name':
        // nothing is said of a user by itself
        this.#resources.set(`${name}Named`, { Type: 'AWS::IAM::User' });
        return { Ref: `${name}Named` };
      default:
        throw new Error(`no row has holes of the domain ${domain} under a name of its own yet`);
    }
  }

  #choice({ condition, then, otherwise }: Choice): unknown {
    const name = condition.replace(/\W/g, '');
    this.#parameters.set(`${name}Switch`, { Type: 'String' });
    this.#conditions.set(name, { 'Fn::Equals': [{ Ref: `${name}Switch` }, 'yes'] });
    const side = (tree: Tree | undefined): unknown => this.write(tree) ?? { Ref: 'AWS::NoValue' };
    return { 'Fn::If': [name, side(then), side(otherwise)] };
  }
}
