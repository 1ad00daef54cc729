import type { Text } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';
import { roleChain } from '../../shared/rules/role-chain';
import { type Seed, table } from '../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  otherAccount,
  ourselves,
  own,
  text,
  when,
} from '../table/build';

/** A role's ARN as a reference in a template is read, and as somebody writes it out. */
const made = (name: string): Text =>
  text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:role/`, hole(name, 'name'));
const written = (name: string): Text => text(`arn:aws:iam::${own}:role/${name}`);
const role = (arn: Text | undefined, trust: Tree, maxSeconds?: Tree): Seed => ({
  kind: 'role',
  trust,
  maxSeconds,
  ...(arn === undefined ? {} : { arn }),
});
const by = (...arns: (Text | string)[]): Tree =>
  allow({ AWS: arns.map((arn) => (typeof arn === 'string' ? arn : (arn.literal ?? arn))) });
const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(made) as [Text, Text, Text, Text];
const [first, second, third] = ['First', 'Second', 'Third'].map(written) as [Text, Text, Text];
const member = (index: number): Text => made(`Member${index}`);
const row = (length: number): Seed[] =>
  Array.from({ length }, (_none, index) => role(member(index), index === 0 ? service : by(member(index - 1))));
const circle = (length: number): Seed[] =>
  Array.from({ length }, (_none, index) => role(member(index), by(member((index + length - 1) % length))));
const service = allow({ Service: 'ec2.amazonaws.com' });
const hours = 43200;

export default table(roleChain, {
  pass: [
    { name: 'one role by another', subjects: [role(a, service), role(b, by(a))] },
    { name: 'two roles, each by a service', subjects: [role(a, service), role(b, service)] },
    { name: 'two roles by the first', subjects: [role(a, service), role(b, by(a)), role(c, by(a))] },
    {
      name: 'a third role that the first can assume directly too',
      subjects: [role(a, service), role(b, by(a)), role(c, by(b, a))],
    },
    { name: 'two roles by each other', subjects: [role(a, by(b)), role(b, by(a))] },
    { name: 'a role by itself', subjects: [role(a, service), role(b, by(a, b))] },
    {
      name: 'roles whose ARN nobody knows',
      subjects: [role(undefined, service), role(undefined, by(a)), role(undefined, by(b))],
    },
    {
      name: 'roles of one of our two accounts, which nothing tells apart',
      settings: { accounts: { own: [own, otherAccount] } },
      subjects: [
        role(text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/First'), service),
        role(text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/Second'), by(first)),
        role(undefined, by(second)),
      ],
    },
    {
      name: 'a role that is kept out',
      subjects: [role(a, service), role(b, by(a)), role(c, doc(service, deny({ AWS: b })))],
    },
    {
      name: 'for tags alone',
      subjects: [role(a, service), role(b, by(a)), role(c, allow({ AWS: b }, undefined, { Action: 'sts:TagSession' }))],
    },
    {
      name: 'the whole account, which is no role',
      subjects: [role(a, service), role(b, by(a)), role(c, allow(ourselves))],
    },
    { name: 'one hour, which is all a chain has', subjects: role(undefined, by(first), 3600) },
    { name: 'no word of a duration', subjects: role(undefined, by(first)) },
    { name: 'twelve hours for users', subjects: role(undefined, allow(iam(own, 'user/ann')), hours) },
    {
      name: 'twelve hours for a role and a user',
      subjects: role(undefined, doc(by(first), allow(iam(own, 'user/ann'))), hours),
    },
    { name: 'twelve hours for the account', subjects: role(undefined, allow(ourselves), hours) },
    { name: 'twelve hours for a service', subjects: role(undefined, doc(by(first), service), hours) },
    {
      name: 'twelve hours for people who log in',
      subjects: role(
        undefined,
        doc(
          by(first),
          allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
            Action: 'sts:AssumeRoleWithSAML',
          }),
        ),
        hours,
      ),
    },
    { name: 'twelve hours for nobody', subjects: role(undefined, deny(everybody), hours) },
    {
      name: 'twelve hours for whom a condition of the account does not settle',
      subjects: role(undefined, allow(ourselves, when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${own}:*`)), hours),
    },
  ],
  fail: [
    {
      name: 'three roles in a row',
      subjects: [role(a, service), role(b, by(a)), role(c, by(b))],
      at: 'Row2/Statement/0',
      says: 'Row0 → Row1 → Row2',
    },
    {
      name: 'four roles in a row, which is one chain',
      subjects: [role(d, by(c)), role(c, by(b)), role(b, doc(service, by(a))), role(a, service)],
      at: 'Row0/Statement/0',
      says: '4 roles are assumed one after the other: Row3 → Row2 → Row1 → Row0',
    },
    {
      name: 'ARNs that are written out, and a session',
      subjects: [
        role(first, service),
        role(text(`arn:aws:iam::${own}:role/team/Second`), by(first)),
        role(third, by(`arn:aws:sts::${own}:assumed-role/Second/pipeline`)),
      ],
      at: 'Row2/Statement/0',
    },
    {
      name: 'ARNs that are written with the partition here and without it there',
      subjects: [
        role(text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:role/First`), service),
        role(second, by(first)),
        role(c, by(text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:role/Second`))),
      ],
      at: 'Row2/Statement/0',
      says: 'Row0 → Row1 → Row2',
    },
    {
      name: 'in the one account that is ours, where nothing tells whose the roles are',
      settings: { accounts: { own: [own] } },
      subjects: [
        role(text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/First'), service),
        role(text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/Second'), by(first)),
        role(undefined, by(second)),
      ],
      at: 'Row2/Statement/0',
      says: 'Row0 → Row1 → Row2',
    },
    {
      name: 'by a condition on the caller',
      subjects: [
        role(a, service),
        role(b, by(a)),
        role(c, doc(service, allow(ourselves, when('ArnEquals', 'AWS:principalarn', b)))),
      ],
      at: 'Row2/Statement/1',
    },
    {
      name: 'a chain that begins elsewhere',
      subjects: [role(a, allow(iam(otherAccount, 'role/Build'))), role(b, by(a))],
      at: 'Row1/Statement/0',
      says: `arn:aws:iam::${otherAccount}:role/Build → Row0 → Row1`,
    },
    {
      name: 'six roles in a row, each by its name',
      subjects: row(6),
      at: 'Row5/Statement/0',
      says: '6 roles are assumed one after the other: Row0 → Row1 → Row2 → Row3 → Row4 → Row5',
    },
    {
      name: 'many roles in a row, of which the first and the last are named',
      subjects: row(40),
      at: 'Row39/Statement/0',
      says: '40 roles are assumed one after the other: Row0 → Row1 → Row2 → … → Row38 → Row39',
    },
    {
      name: 'a circle of many, and one that it leads to',
      subjects: [...circle(30), role(d, by(member(29)))],
      at: 'Row30/Statement/0',
      says: '31 roles are assumed one after the other: Row0 → Row1 → Row2 → … → Row29 → Row30',
    },
    {
      name: 'two ways of one length, of which the one that is not told is the shorter chain of its own',
      subjects: [
        role(a, service),
        role(b, by(a)),
        role(first, service),
        role(second, by(first)),
        role(third, by(second)),
        role(c, by(b, third)),
      ],
      at: ['Row5/Statement/0'],
      says: 'Row2 → Row3 → Row4 → Row5',
    },
    {
      name: 'two ways to one role, each a chain before it',
      subjects: [
        role(a, service),
        role(b, by(a)),
        role(c, by(b)),
        role(first, service),
        role(second, by(first)),
        role(third, by(second)),
        role(d, by(c, third)),
      ],
      at: ['Row2/Statement/0', 'Row6/Statement/0'],
    },
    {
      name: 'two ends',
      subjects: [role(a, service), role(b, by(a)), role(c, by(b)), role(d, by(b))],
      at: ['Row2/Statement/0', 'Row3/Statement/0'],
    },
    {
      name: 'in a circle, of which it is said once',
      subjects: [role(a, by(c)), role(b, by(a)), role(c, by(b))],
      at: 'Row0/Statement/0',
      says: 'Row1 → Row2 → Row0',
    },
    {
      name: 'twelve hours that only roles could have',
      subjects: role(undefined, by(first, second), hours),
      at: 'Row',
      says: 'ends after 3600 seconds and not after 43200',
    },
    {
      name: 'twelve hours that only roles could have, by a condition and as a text',
      subjects: role(undefined, allow(ourselves, when('StringEquals', 'aws:PrincipalArn', first)), '43200'),
      at: 'Row',
    },
    {
      name: 'twelve hours for a session of a role',
      subjects: role(undefined, by(`arn:aws:sts::${own}:assumed-role/First/x`), hours),
      at: 'Row',
    },
  ],
  unknown: [
    {
      name: 'in a row in one of two cases',
      subjects: [role(a, service), role(b, by(a)), role(c, choice('IsProd', by(b), service))],
      at: 'Row2/Statement/0',
      because: 'IsProd',
    },
    {
      name: 'a duration not known yet',
      subjects: role(undefined, by(first), text(hole('Ref Hours'))),
      at: 'Row',
      because: 'Ref Hours',
    },
    {
      name: 'a long duration in one of two cases',
      subjects: role(undefined, by(first), choice('IsProd', hours, undefined)),
      at: 'Row',
      because: 'IsProd',
    },
  ],
});
