import type { IConstruct } from 'constructs';
import type { Accepted, Finding, Settings } from '../shared';
import type { Core } from './peer';
import { acceptance, clean, ruleName, sayRequest, violation } from './violation';

/** How a host of annotations shows a finding; in an audit nothing is an error. */
export function shownAs(finding: Finding, enforce: Settings['enforce']): 'error' | 'warning' | 'info' {
  const { severity } = violation(finding, {}, enforce);
  return severity === 'warning' || severity === 'info' ? severity : 'error';
}

/** What is wrong where, the request that gets through, and the fix, in lines; without the name of the rule. */
export function tell({ message, subject, at, because, request, fix }: Finding): string {
  const lines = [
    message,
    placeOf({ subject, at }),
    ...(because === undefined ? [] : [`depends on: ${because}`]),
    ...(request === undefined ? [] : [`request that gets through: ${sayRequest(request)}`]),
    ...(fix === '' ? [] : [`fix: ${fix}`]),
  ];
  return lines.map(inert).join('\n   ');
}

/** Where a finding stands, in words. */
export function placeOf({ subject: { path, within }, at }: Pick<Finding, 'subject' | 'at'>): string {
  return `at ${path}${within === undefined ? '' : ` in ${within}`}${at === '' ? '' : `, ${at}`}`;
}

/** Puts a finding on a construct as an error, warning or remark. */
export function annotate(core: Core, construct: IConstruct, finding: Finding, enforce: Settings['enforce']): void {
  const notes = core.Annotations.of(construct);
  const text = `${ruleName(finding)}: ${tell(finding)}`;
  switch (shownAs(finding, enforce)) {
    case 'error':
      return notes.addError(text);
    case 'warning':
      return notes.addWarningV2(idOf(finding), text);
    case 'info':
      return notes.addInfoV2(idOf(finding), text);
  }
}

/** Puts an accepted finding on a construct as a remark that says by whose word. */
export function annotateAccepted(core: Core, construct: IConstruct, finding: Accepted): void {
  const { description } = acceptance(finding, {});
  const text = `${description}\n   ${inert(placeOf(finding))}`;
  core.Annotations.of(construct).addInfoV2(`${idOf(finding)}-accepted`, bracketless(text));
}

// Without `[undecided]`: CDK looks for the end of an id at the first bracket.
function idOf({ rule }: Finding): string {
  return `sts-guardrails::${rule}`;
}

/** A line that fakes no other line, steers no terminal, and holds nothing that CDK would take for an id. */
export function inert(line: string): string {
  return bracketless(clean(line));
}

/** Without what CDK would take for an id of its own. */
function bracketless(text: string): string {
  return text.replaceAll('[ack:', '(ack:');
}
