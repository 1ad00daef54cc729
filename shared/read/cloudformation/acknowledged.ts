import type { Acknowledgement } from '../../model/acknowledgement';
import type { JsonObject } from '../json';
import { isObject, own } from '../json';

const block = 'sts-guardrails';
// how cdk-nag 2 and 3 spell a rule of ours
const nagName = /^(?:StsGuardrails-|sts-guardrails::)(.*)$/s;

/** What the Metadata of one template and of its resources accepts. */
export class Words {
  readonly #suppressed = new Map<string, { readonly one: Acknowledgement; readonly holders: Set<string> }>();

  /**
   * What the Metadata of a resource or of the template accepts: its block `sts-guardrails`, and what cdk-nag writes
   * there about rules of ours. What is malformed has no reason, so that it accepts nothing and is reported.
   */
  in(holder: unknown, name: string): readonly Acknowledgement[] {
    const metadata = own(holder, 'Metadata');
    if (metadata === undefined) return none;
    const nag = inNag(own(metadata, 'cdk_nag')).map(([rule, reason]) => this.#suppression(rule, reason, name));
    return [...inBlock(own(metadata, block), `the Metadata of ${name}`), ...new Set(nag)];
  }

  // cdk-nag writes one suppression into all resources of a construct, of which it need not cover each
  #suppression(rule: string, reason: string, name: string): Acknowledgement {
    const key = JSON.stringify([rule, reason]);
    const { one, holders } = this.#suppressed.get(key) ?? suppression(rule, reason);
    this.#suppressed.set(key, { one, holders });
    holders.add(name);
    return one;
  }
}

function suppression(rule: string, reason: string) {
  const holders = new Set<string>();
  const one: Acknowledgement = {
    rule,
    reason,
    // all of them are known only when the template has been read
    get by() {
      const [first = '', ...others] = holders;
      return `the Metadata of ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
    },
  };
  return { one, holders };
}

const none: readonly Acknowledgement[] = [];

function inBlock(entries: unknown, by: string): readonly Acknowledgement[] {
  if (entries === undefined) return none;
  if (!isObject(entries)) return [{ rule: block, reason: '', by }];
  return Object.entries(entries).map(([rule, reason]) => ({ rule, reason: textOf(reason), by }));
}

function inNag(nag: unknown): readonly (readonly [rule: string, reason: string])[] {
  const entries = own(nag, 'rules_to_suppress');
  if (!Array.isArray(entries)) return [];
  return entries.filter(isObject).flatMap((entry) => {
    const id = own(entry, 'id');
    const rule = typeof id === 'string' ? nagName.exec(id)?.[1] : undefined;
    return rule === undefined ? [] : [[`${rule}${part(entry)}`, nagReason(entry)] as const];
  });
}

/** Which findings of the rule an entry names; `[undecided]` is the only part that rules of ours have. */
function part(entry: JsonObject): string {
  const parts = own(entry, 'applies_to') ?? own(entry, 'appliesTo');
  if (parts === undefined) return '';
  const names: readonly unknown[] = Array.isArray(parts) ? parts : [parts];
  return `[${names.includes('undecided') ? 'undecided' : (JSON.stringify(names[0]) ?? '')}]`;
}

// cdk-nag 2 keeps a reason with letters that CloudFormation may not take in base 64
function nagReason(entry: JsonObject): string {
  const reason = textOf(own(entry, 'reason'));
  if (own(entry, 'is_reason_encoded') !== true) return reason;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(reason), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
