import { asText } from '../model/statement';
import type { Tree } from '../model/tree';
import { valueRule } from './kinds';
import { judgeEach } from './merge';
import type { Remark } from './rule';

export const accessKey = valueRule({
  name: 'access-key',
  level: 'warning',
  summary: 'No long-term access key is declared in code.',
  why: 'The key of an IAM user works from anywhere until somebody deletes it, and its secret stays in the state or the outputs of whatever made it. Credentials of a role end by themselves.',
  fix: 'Let the workload assume a role: an instance profile, a task role, OIDC or IAM Roles Anywhere. Set Status to Inactive while the last users of the key move.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  ],

  judges: (subject) => {
    if (subject.kind !== 'accessKey') return [];
    return judgeEach(subject.status, judge, undecided);
  },
});

// a key whose status is left out is active, and what is no status makes no key inactive:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html
function judge(status: Tree | undefined): Remark[] {
  const text = asText(status);
  if (text !== undefined && text.literal === undefined) return [undecided(text.open)];
  if (text?.literal?.trim().toLowerCase() === 'inactive') return [];
  return [{ verdict: 'fail', at: '', message: 'this long-term access key works until somebody deletes it' }];
}

function undecided(because: string): Remark {
  return { verdict: 'unknown', at: '', message: 'whether this long-term access key works is not known yet', because };
}
