import type { Acknowledgement } from '../../model/acknowledgement';
import type { JsonObject } from '../json';
import { isObject, own } from '../json';

const block = 'sts-guardrails';
// how cdk-nag 2 and 3 spell a rule of ours
const nagName = /^(?:StsGuardrails-|sts-guardrails::)(.*)$/s;

/**
 * What the Metadata of a resource or of a template accepts: its block `sts-guardrails`, and what cdk-nag writes there
 * about rules of ours. What is malformed has no reason, so that it accepts nothing and is reported.
 */
export function acknowledgedIn(holder: unknown, name: string): readonly Acknowledgement[] {
  const metadata = own(holder, 'Metadata');
  if (metadata === undefined) return none;
  const by = `the Metadata of ${name}`;
  return [...inBlock(own(metadata, block), by), ...inNag(own(metadata, 'cdk_nag'), by)];
}

const none: readonly Acknowledgement[] = [];

function inBlock(entries: unknown, by: string): readonly Acknowledgement[] {
  if (entries === undefined) return none;
  if (!isObject(entries)) return [{ rule: block, reason: '', by }];
  return Object.entries(entries).map(([rule, reason]) => ({ rule, reason: textOf(reason), by }));
}

function inNag(nag: unknown, by: string): readonly Acknowledgement[] {
  const entries = own(nag, 'rules_to_suppress');
  if (!Array.isArray(entries)) return none;
  return entries.filter(isObject).flatMap((entry) => {
    const id = own(entry, 'id');
    const rule = typeof id === 'string' ? nagName.exec(id)?.[1] : undefined;
    return rule === undefined ? [] : [{ rule: `${rule}${part(entry)}`, reason: nagReason(entry), by }];
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
