import type { Row, Rows } from '../../table';
import { choice, doc, hole, text, when } from '../../table/build';
import { github, refused, subjects, tokens } from '../../table/federation';

const sub = `${github}:sub`;
const aud = 'sts.amazonaws.com';
const only = (operator: string, value: Parameters<typeof when>[2]) => tokens(github, when(operator, sub, value));
const equal = (of: { readonly [claim: string]: string }) => ({
  StringEquals: Object.fromEntries(Object.entries(of).map(([claim, value]) => [`${github}:${claim}`, value])),
});
const claims = (of: { readonly [claim: string]: string }) => tokens(github, equal(of));
const repository = { scope: 'repository', level: 'error' };
const numberless = 'repo:octo-org@*/site@*:ref:refs/heads/main';
const strict = { rules: { 'oidc-subject': repository } };

export const githubRows: Rows = {
  pass: [
    { name: 'one branch of one repository', trust: subjects(github, 'repo:octo-org/site:ref:refs/heads/main', aud) },
    { name: 'one environment', trust: subjects(github, 'repo:octo-org/site:environment:prod', aud) },
    { name: 'all of one repository', trust: subjects(github, 'repo:octo-org/site:*', aud) },
    { name: 'all of one organization', trust: subjects(github, 'repo:octo-org/*', aud) },
    { name: 'any environment of one organization', trust: subjects(github, 'repo:octo-org/*:environment:prod', aud) },
    { name: 'several repositories', trust: subjects(github, ['repo:octo-org/site:*', 'repo:octo-org/shop:*'], aud) },
    {
      name: 'names with their numbers',
      trust: subjects(github, 'repo:octo-org@123456/site@456789:ref:refs/heads/main', aud),
    },
    {
      name: 'names with their numbers, any branch',
      trust: subjects(github, 'repo:octo-org@123456/site@456789:*', aud),
    },
    { name: 'names with their numbers, any repository', trust: subjects(github, 'repo:octo-org@123456/*', aud) },
    {
      name: 'a subject of another template, written out',
      trust: subjects(github, 'repository_owner_id:123456:repository_id:456789:environment:prod', aud),
    },
    {
      name: 'a subject of another template, the owner written out',
      trust: subjects(github, 'repository_owner_id:123456:*', aud),
    },
    {
      name: 'a subject of another template, the owner in second place',
      trust: subjects(github, 'environment:prod:repository_owner:octo-org', aud),
    },
    { name: 'the number of the repository', trust: claims({ repository_id: '456789' }) },
    { name: 'the number of the owner', trust: claims({ repository_owner_id: '123456' }) },
    { name: 'the name of the repository', trust: claims({ repository: 'octo-org/site' }) },
    {
      name: 'any subject with the number of the owner',
      trust: tokens(github, {
        StringLike: { [sub]: '*' },
        StringEquals: { [`${github}:repository_owner_id`]: '123456' },
      }),
    },
    ...[{ repository_id: '456789' }, { repository_owner_id: '123456' }, { enterprise_id: '42' }].map((of): Row => ({
      name: `any numbers in the subject, and ${JSON.stringify(of)}`,
      trust: tokens(github, { StringLike: { [sub]: numberless }, ...equal(of) }),
    })),
    { name: 'a key in other letters', trust: tokens(github, when('StringLike', sub.toUpperCase(), 'repo:octo-org/*')) },
    {
      name: 'without regard to letter case',
      trust: only('StringEqualsIgnoreCase', 'repo:Octo-Org/site:environment:prod'),
    },
    { name: 'any of several values', trust: only('ForAnyValue:StringLike', ['repo:octo-org/site:*']) },
    {
      name: 'a Deny of every other subject',
      trust: doc(tokens(github), refused(github, 'StringNotLike', 'sub', 'repo:octo-org/*')),
    },
    {
      name: 'every value matches, and there is one',
      trust: tokens(github, {
        'ForAllValues:StringLike': { [sub]: 'repo:octo-org/*' },
        Null: { [sub]: 'false' },
      }),
    },
    { name: 'a subject not known yet', trust: only('StringEquals', text(hole('Ref Subject'))) },
    { name: 'an organization not known yet', trust: only('StringLike', text('repo:', hole('Ref Organization'), '/*')) },
    {
      name: 'the key of another issuer, so that nobody gets in',
      trust: tokens(github, when('StringEquals', 'gitlab.com:sub', 'x')),
    },
    {
      name: 'one repository where repositories count',
      trust: subjects(github, 'repo:octo-org/site:*', aud),
      settings: strict,
    },
    {
      name: 'the number of the repository where repositories count',
      trust: claims({ repository_id: '456789' }),
      settings: strict,
    },
    {
      name: 'the name of the repository where repositories count',
      trust: claims({ repository: 'octo-org/site' }),
      settings: strict,
    },
  ],
  fail: [
    {
      name: 'no condition',
      trust: tokens(github),
      says: 'somebody else’s token of GitHub Actions',
      gets: { type: 'Federated', context: { [sub]: 'repo:attacker/app:ref:refs/heads/main' } },
    },
    { name: 'the audience alone', trust: tokens(github, when('StringEquals', `${github}:aud`, aud)) },
    { name: 'every subject', trust: subjects(github, '*', aud) },
    {
      name: 'every repository',
      trust: subjects(github, 'repo:*', aud),
      gets: { context: { [sub]: 'repo:attacker/app:ref:refs/heads/main' } },
    },
    { name: 'organizations that begin alike', trust: subjects(github, 'repo:octo-org*', aud), says: 'octo-org' },
    {
      name: 'organizations that begin alike, with a repository',
      trust: subjects(github, 'repo:octo-org*/site:*', aud),
    },
    {
      name: 'organizations that begin alike, not known yet',
      trust: only('StringLike', text('repo:', hole('Ref Organization'), '*')),
    },
    { name: 'a repository of anybody’s', trust: subjects(github, 'repo:*/site:ref:refs/heads/main', aud) },
    {
      name: 'a branch of anybody’s',
      trust: subjects(github, '*:ref:refs/heads/main', aud),
      gets: { context: { [sub]: 'repo:attacker/app:ref:refs/heads/main' } },
    },
    { name: 'an environment of anybody’s', trust: subjects(github, 'repo:*:environment:prod', aud) },
    { name: 'a question mark in the name', trust: subjects(github, 'repo:octo-or?/site:*', aud) },
    { name: 'a lax value beside a strict one', trust: subjects(github, ['repo:octo-org/site:*', 'repo:octo*'], aud) },
    { name: 'numbers of owners that begin alike', trust: subjects(github, 'repository_owner_id:12*', aud) },
    { name: 'a template without an owner', trust: subjects(github, 'environment:prod', aud) },
    {
      name: 'every value that is there',
      trust: only('ForAllValues:StringLike', 'repo:octo-org/*'),
      says: 'names no subject',
      gets: { without: [sub] },
    },
    { name: 'a subject, if there is one', trust: only('StringEqualsIfExists', 'repo:octo-org/site:environment:prod') },
    {
      name: 'the key of another issuer, if it is there',
      trust: tokens(github, when('StringLikeIfExists', 'gitlab.com:sub', 'x')),
    },
    { name: 'all but one', trust: only('StringNotLike', 'repo:evil/*') },
    { name: 'a subject that is there', trust: tokens(github, when('Null', sub, 'false')) },
    {
      name: 'a workflow that anybody can call',
      trust: claims({ job_workflow_ref: 'octo-org/flows/.github/workflows/deploy.yml@refs/heads/main' }),
    },
    { name: 'somebody’s name', trust: claims({ actor: 'octocat' }) },
    { name: 'an environment’s name', trust: claims({ environment: 'prod' }) },
    {
      name: 'a laxer second statement',
      trust: doc(subjects(github, 'repo:octo-org/site:*', aud), subjects(github, 'repo:*', aud)),
      at: '/Statement/1',
    },
    {
      name: 'a Deny of some others',
      trust: doc(tokens(github), refused(github, 'StringLike', 'sub', 'repo:evil/*')),
    },
    {
      name: 'a repository whose owner is another’s who takes the name',
      trust: subjects(github, numberless, aud),
      level: 'info',
      says: 'takes the name',
    },
    {
      name: 'a repository whose owner is another’s who takes the name, and so has the repository’s name, too',
      trust: tokens(github, { StringLike: { [sub]: numberless }, ...equal({ repository: 'octo-org/site' }) }),
      level: 'info',
      says: 'takes the name',
    },
    {
      name: 'all of one organization where repositories count',
      trust: subjects(github, 'repo:octo-org/*', aud),
      settings: strict,
      says: 'another repository',
    },
    {
      name: 'repositories that begin alike where repositories count',
      trust: subjects(github, 'repo:octo-org/site*', aud),
      settings: strict,
    },
    {
      name: 'the number of the owner where repositories count',
      trust: claims({ repository_owner_id: '123456' }),
      settings: strict,
    },
  ],
  unknown: [
    {
      name: 'a pattern not known yet beside the repository’s name',
      trust: tokens(github, {
        StringLike: { [sub]: text(hole('Ref Pattern')) },
        ...equal({ repository: 'octo-org/site' }),
      }),
      level: 'info',
      because: 'Ref Pattern',
    },
    { name: 'a pattern not known yet', trust: only('StringLike', text(hole('Ref Pattern'))), because: 'Ref Pattern' },
    {
      name: 'one of two patterns',
      trust: only('StringLike', choice('IsProd', 'repo:octo-org/*', 'repo:*')),
      because: 'IsProd',
    },
    {
      name: 'a provider not known yet',
      trust: { ...tokens(github), Principal: { Federated: text(hole('Ref Provider')) } },
      because: 'Ref Provider',
    },
    {
      name: 'a provider not known yet, and every repository of what its conditions speak of',
      trust: { ...subjects(github, 'repo:*'), Principal: { Federated: text(hole('Ref Provider', 'arn')) } },
      because: 'Ref Provider',
    },
    {
      name: 'conditions not known yet',
      trust: { ...tokens(github), Condition: text(hole('Ref Conditions')) },
      because: 'Ref Conditions',
    },
  ],
};
