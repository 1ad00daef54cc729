import { Code, literal } from './literal.mjs';

/**
 * The properties of the CDK's own `iam.Role` for a role of a template, and what they need of its core; undefined where
 * only the template's properties can say it.
 */
export function roleOf({ AssumeRolePolicyDocument: document, MaxSessionDuration: seconds, ...rest }) {
  const statement = onlyStatement(document);
  const assumedBy = statement === undefined ? undefined : principalOf(statement);
  if (assumedBy === undefined || Object.keys(rest).length > 0) return undefined;
  if (seconds === undefined) return { core: [], properties: { assumedBy } };
  if (typeof seconds !== 'number' || seconds < 3600 || seconds > 43_200) return undefined;
  return {
    core: ['Duration'],
    properties: { assumedBy, maxSessionDuration: new Code(`Duration.seconds(${seconds})`) },
  };
}

function onlyStatement(document) {
  const { Version, Statement, ...rest } = document ?? {};
  if (Version !== '2012-10-17' || Object.keys(rest).length > 0) return undefined;
  const [statement, ...others] = Array.isArray(Statement) ? Statement : [];
  return others.length === 0 ? statement : undefined;
}

function principalOf({ Effect, Principal, Action, Condition, ...rest }) {
  if (Effect !== 'Allow' || Object.keys(rest).length > 0 || typeof Principal !== 'object') return undefined;
  const [[kind, name] = [], ...others] = Object.entries(Principal);
  if (others.length > 0 || typeof name !== 'string') return undefined;
  if (kind === 'Federated') return federated(name, Action, Condition);
  const plain = kind === 'AWS' ? account(name) : kind === 'Service' ? made('ServicePrincipal', name) : undefined;
  const conditions = Condition === undefined ? '' : `.withConditions(${literal(Condition)})`;
  const tags = tagging(Action);
  return plain === undefined || tags === undefined ? undefined : new Code(`${plain}${conditions}${tags}`);
}

function account(name) {
  const [, number] = /^arn:aws:iam::(\d{12}):root$/.exec(name) ?? [];
  if (name === '*') return 'new iam.AnyPrincipal()';
  return number === undefined ? made('ArnPrincipal', name) : made('AccountPrincipal', number);
}

function tagging(action) {
  if (action === 'sts:AssumeRole') return '';
  return JSON.stringify(action) === '["sts:AssumeRole","sts:TagSession"]' ? '.withSessionTags()' : undefined;
}

const federations = {
  'sts:AssumeRoleWithWebIdentity': 'WebIdentityPrincipal',
  'sts:AssumeRoleWithSAML': 'FederatedPrincipal',
};

function federated(name, action, conditions = {}) {
  const type = typeof action === 'string' ? federations[action] : undefined;
  if (type === undefined) return undefined;
  const last = type === 'FederatedPrincipal' ? `, ${literal(action)}` : '';
  return new Code(`new iam.${type}(${literal(name)}, ${literal(conditions)}${last})`);
}

function made(type, name) {
  return `new iam.${type}(${literal(name)})`;
}
