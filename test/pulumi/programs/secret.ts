import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// Open to anybody who knows one of two secrets; a message about it must quote neither.
export const open = new aws.iam.Role('open', {
  assumeRolePolicy: pulumi.secret({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringLike: { 'sts:ExternalId': ['hush-hush-4711', '*'], 'aws:RequestTag/team': 'whisper-0815*' },
        },
      },
    ],
  }),
});
