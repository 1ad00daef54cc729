import { account } from './account';
import { cloudFormation } from './cloudformation';
import type { Format } from './format';
import { iamPolicyReport } from './iam-policy-report';
import { policy } from './policy';
import { pulumi } from './pulumi';
import { terraform } from './terraform';

/** All forms of input; the first that a file shows is the one that it is read as. */
export const formats: readonly Format[] = [iamPolicyReport, cloudFormation, pulumi, terraform, account, policy];
