import { webIdentityToken } from '../../shared/rules/web-identity-token';
import { table } from '../table';
import { choice, doc, hole, text, when } from '../table/build';
import { aRole, bounded, gives, having, refuses } from '../table/grant';

const action = 'sts:GetWebIdentityToken';
const audience = { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['https://api.example.com'] } };
const short = { NumericLessThanEquals: { 'sts:DurationSeconds': 900 } };
const signed = { StringEquals: { 'sts:SigningAlgorithm': 'ES384' } };
const tokens = (...conditions: object[]) => gives(action, '*', Object.assign({}, ...conditions) as never);

export default table(webIdentityToken, {
  pass: [
    { name: 'one audience, a short life and one algorithm', ...having(tokens(audience, short, signed)) },
    {
      name: 'one audience among those asked for',
      ...having(
        tokens(
          { 'ForAnyValue:StringEquals': { 'sts:IdentityTokenAudience': 'https://api.example.com' } },
          short,
          signed,
        ),
      ),
    },
    {
      name: 'audience and life by a Deny',
      ...having(
        doc(
          tokens(signed),
          refuses(
            action,
            '*',
            when('ForAnyValue:StringNotEquals', 'sts:IdentityTokenAudience', ['https://api.example.com']),
          ),
          refuses(action, '*', when('NumericGreaterThan', 'sts:DurationSeconds', 300)),
        ),
      ),
    },
    {
      name: 'a life below a bound',
      ...having(tokens(audience, { NumericLessThan: { 'sts:DurationSeconds': '3600' } }, signed)),
    },
    {
      name: 'an audience not known yet',
      ...having(
        tokens({ 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': hole('Ref Audience') } }, short, signed),
      ),
    },
    { name: 'another action', ...having(gives(['sts:GetCallerIdentity', 'sts:TagGetWebIdentityToken'])) },
    { name: 'actions that begin with GetS', ...having(gives('sts:GetS*')) },
    { name: 'a Deny of the same', ...having(doc(gives('sts:*'), refuses(action))) },
    { name: 'a Deny in another document', ...having(tokens(), aRole(doc(refuses('sts:Get*')))) },
    { name: 'a boundary without it', ...having(tokens(), bounded(doc(gives('sts:AssumeRole')))) },
    { name: 'a boundary that says for whom', ...having(tokens(), bounded(doc(tokens(audience, short, signed)))) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'every STS action on one role, which this call has nothing to do with',
      ...having(gives('sts:*', 'arn:aws:iam::111122223333:role/deploy')),
    },
    { name: 'roles alone', ...having(gives('sts:AssumeRole', 'arn:aws:iam::111122223333:role/deploy')) },
    {
      name: 'no algorithm, without which no call is made',
      ...having(tokens(audience, short, when('Null', 'sts:SigningAlgorithm', true))),
    },
  ],
  fail: [
    { name: 'any audience', ...having(tokens()), says: 'for any audience', gets: { actions: [action] } },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'every action that begins with Get', ...having(gives('sts:Get*')) },
    { name: 'small letters', ...having(gives('sts:getwebidentitytoken')) },
    { name: 'any audience for a short time', ...having(tokens(short, signed)) },
    {
      name: 'all audiences but one',
      ...having(
        tokens(
          { 'ForAllValues:StringNotEquals': { 'sts:IdentityTokenAudience': 'https://api.example.com' } },
          short,
          signed,
        ),
      ),
    },
    {
      name: 'audiences by a star',
      ...having(tokens({ 'ForAllValues:StringLike': { 'sts:IdentityTokenAudience': 'https://*' } }, short, signed)),
    },
    {
      name: 'an audience, if there is one',
      ...having(tokens({ 'ForAnyValue:StringLike': { 'sts:IdentityTokenAudience': '*' } }, short, signed)),
    },
    {
      name: 'a Deny of one audience',
      ...having(
        doc(
          tokens(short, signed),
          refuses(
            action,
            '*',
            when('ForAnyValue:StringEquals', 'sts:IdentityTokenAudience', 'https://api.example.com'),
          ),
        ),
      ),
    },
    {
      name: 'a key of another call',
      ...having(tokens(short, signed, { StringNotEquals: { 'sts:ExternalId': 'payments-7f3c' } })),
    },
    {
      name: 'one audience for an hour',
      ...having(tokens(audience, signed)),
      level: 'info',
      says: 'a whole hour',
      gets: { context: { 'sts:DurationSeconds': '3600' } },
    },
    {
      name: 'one audience for an hour by a lax bound',
      ...having(tokens(audience, signed, { NumericLessThanEquals: { 'sts:DurationSeconds': 3600 } })),
      level: 'info',
    },
    { name: 'one audience by any algorithm', ...having(tokens(audience, short)), level: 'info', says: 'any algorithm' },
    {
      name: 'the second of two statements',
      ...having(doc(tokens(audience, short, signed), tokens())),
      at: '/Statement/1',
    },
    { name: 'a boundary that lets it', ...having(tokens(), bounded(doc(gives('sts:*')))) },
    {
      name: 'any algorithm, if there is one',
      ...having(tokens(audience, short, when('Null', 'sts:SigningAlgorithm', false))),
      level: 'info',
      says: 'any algorithm',
    },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      ...having(gives(hole('Ref Action'))),
      because: 'Ref Action',
    },
    {
      name: 'a pattern of audiences not known yet',
      ...having(
        tokens(
          { 'ForAllValues:StringLike': { 'sts:IdentityTokenAudience': text(hole('Ref Audience')) } },
          short,
          signed,
        ),
      ),
      because: 'Ref Audience',
    },
    { name: 'in one of two cases', ...having(gives(choice('IsProd', 's3:*', action))), because: 'IsProd' },
    {
      name: 'a boundary that stands elsewhere',
      ...having(tokens(), bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
  ],
});
