// Policies of identities as estates have them: most for the data of one application, some for deployments and people.
import { own } from './roles.mjs';

/** The policy document number so-and-so; no two have the same text. */
export function documentOf(number) {
  return { Version: '2012-10-17', Statement: [{ Sid: `Policy${number}`, ...kinds[number % 10](number) }] };
}

const data = (number) => ({
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
  Resource: `arn:aws:dynamodb:eu-west-1:${own}:table/table-${number}`,
});
const objects = (number) => ({
  Effect: 'Allow',
  Action: ['s3:GetObject*', 's3:PutObject', 's3:List*'],
  Resource: [`arn:aws:s3:::bucket-${number}`, `arn:aws:s3:::bucket-${number}/*`],
});
const logs = (number) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: `arn:aws:logs:eu-west-1:${own}:log-group:/aws/lambda/function-${number}:*`,
});
const one = (number) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: `arn:aws:iam::${own}:role/reader-${number}`,
});
const pass = (number) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource: `arn:aws:iam::${own}:role/task-${number}`,
  Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
});
const people = (number) => ({
  Effect: 'Allow',
  NotAction: ['iam:*', 'organizations:*', 'sts:*'],
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', `eu-region-${number}`] } },
});

const kinds = [data, objects, logs, data, objects, logs, data, one, pass, people];
