import type { PolicyViolation } from 'aws-cdk-lib/core';
import type { Accepted, Finding, Request, Settings } from '../shared';

/** Where in the app a finding stands. All parts are unknown for a finding on the settings or on the run. */
export interface Spot {
  readonly constructPath?: string;
  readonly logicalId?: string;
  /** Absolute path of the template. */
  readonly template?: string;
  /** JSON pointer from the template's root to the value that was judged. */
  readonly pointer?: string;
}

// What no acknowledgement may turn off; core refuses to acknowledge severity `fatal`.
const BEYOND_ACKNOWLEDGING = new Set(['rule-crash', 'unreadable', 'exception']);

/** Whether a violation stops a run. */
export function blocks({ severity }: PolicyViolation): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** The id under which CDK lists and acknowledges a finding, without the plugin's prefix. */
export function ruleName(finding: Pick<Finding, 'rule' | 'verdict'>): string {
  return finding.verdict === 'unknown' ? `${finding.rule}[undecided]` : finding.rule;
}

/** What stops a run whatever stacks are selected, and cannot be acknowledged. */
export function nowhere(ruleName: string, lines: readonly string[], fix: string): PolicyViolation {
  const description = lines.map(clean).join('\n   ');
  return { ruleName, severity: 'fatal', description, fix, violatingResources: [{ locations: [] }] };
}

/** A finding as CDK shows it; in an audit an error is shown as a warning, since nothing may block. */
export function violation(finding: Finding, spot: Spot, enforce: Settings['enforce']): PolicyViolation {
  return {
    ruleName: ruleName(finding),
    severity: severity(finding, enforce),
    description: describe(finding),
    fix: finding.fix,
    ruleMetadata: metadata(finding),
    violatingResources: [resource(spot)],
  };
}

/**
 * A finding that CDK would take off its report although nothing that counts accepts it: the acknowledgement has expired,
 * say. It comes back under an id, and as an error with a severity, that CDK does not acknowledge.
 */
export function unaccepted(one: PolicyViolation): PolicyViolation {
  const severity = one.severity === 'error' ? 'fatal' : one.severity;
  return { ...one, ruleName: `${one.ruleName}[not-accepted]`, ...(severity !== undefined && { severity }) };
}

function severity({ rule, level }: Finding, enforce: Settings['enforce']): string {
  if (level !== 'error') return level;
  if (enforce === 'audit') return 'warning';
  return BEYOND_ACKNOWLEDGING.has(rule) ? 'fatal' : 'error';
}

/** A finding that an exception or acknowledgement covers, as a remark that says by whose word. */
export function acceptance(finding: Accepted, spot: Spot): PolicyViolation {
  const { reason, owner, expires, by } = finding.accepted;
  const until = expires === undefined ? '' : `, until ${expires}`;
  const lines = [
    `${finding.rule}: accepted: ${finding.message}`,
    `accepted by ${by}${owner === undefined ? '' : ` of ${owner}`}${until}: ${reason}`,
  ];
  return {
    ruleName: `${ruleName(finding)}[accepted]`,
    severity: 'info',
    description: lines.map(clean).join('\n   '),
    ruleMetadata: metadata(finding),
    violatingResources: [resource(spot)],
  };
}

/** What a run says of all that its baseline knows: there may be hundreds, and each was seen when it was written down. */
export function knownRemark(sentence: string): PolicyViolation {
  return {
    ruleName: 'baseline',
    severity: 'info',
    description: `baseline: ${clean(sentence)}`,
    violatingResources: [{ locations: [] }],
  };
}

/** The request of a finding on one line: what is called, by whom, with which context. */
export function sayRequest({ actions, principal, resource: on, context }: Request): string {
  const keys = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(', ')}`);
  return [
    `${actions.join(' + ')} by ${principal.type} ${principal.id}`,
    ...(on === undefined ? [] : [`on ${on}`]),
    ...(keys.length === 0 ? [] : [`with ${keys.join('; ')}`]),
  ].join(' ');
}

function describe(finding: Finding): string {
  const lines = [`${finding.rule}: ${finding.message}`];
  if (finding.because !== undefined) lines.push(`depends on: ${finding.because}`);
  if (finding.request !== undefined) lines.push(`request that gets through: ${sayRequest(finding.request)}`);
  return lines.map(clean).join('\n   ');
}

/** Without characters that could fake a line or steer a terminal: a template's text stands in messages. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD');
}

function metadata(finding: Finding): { [key: string]: string } {
  const { rule, guardrail, verdict, level, fingerprint, docs, at, subject, because, request } = finding;
  return {
    rule,
    verdict,
    level,
    fingerprint,
    docs,
    at,
    subject: subject.path,
    type: subject.type,
    ...(subject.within !== undefined && { within: subject.within }),
    ...(guardrail !== undefined && { guardrail }),
    ...(because !== undefined && { because }),
    ...(request !== undefined && { request: JSON.stringify(request) }),
  };
}

function resource({
  constructPath,
  logicalId,
  template,
  pointer,
}: Spot): PolicyViolation['violatingResources'][number] {
  return {
    locations: pointer === undefined ? [] : [propertyPath(pointer)],
    ...(constructPath !== undefined && { constructPath }),
    ...(logicalId !== undefined && { resourceLogicalId: logicalId }),
    ...(template !== undefined && { templatePath: template }),
  };
}

/** A pointer into a template as CDK spells places: relative to the resource, steps joined by dots. */
function propertyPath(pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return (steps[0] === 'Resources' ? steps.slice(2) : steps).join('.');
}
