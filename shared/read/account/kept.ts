import { own } from '../json';
import type { Entry } from './pages';

/**
 * Whether AWS keeps a role, so that nothing about it can be changed in its account: those linked to services, and those
 * that Identity Center makes of permission sets, which stand elsewhere. Customers can make no role under these paths.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function isKeptByAws({ value }: Entry): boolean {
  const path = own(value, 'Path');
  return typeof path === 'string' && /^\/(?:aws-service-role|aws-reserved)\//.test(path);
}
