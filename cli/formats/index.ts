import { cloudFormation } from './cloudformation';
import type { Format } from './format';
import { iamPolicyReport } from './iam-policy-report';
import { pulumi } from './pulumi';
import { terraform } from './terraform';
import { trustPolicy } from './trust-policy';

/** All forms of input; the first that a file shows is the one that it is read as. */
export const formats: readonly Format[] = [iamPolicyReport, cloudFormation, pulumi, terraform, trustPolicy];
