import { looksLikeAccount, readAccount } from '../../shared/read/account';
import type { Format } from './format';

/** What IAM lists of an account: its authorization details, its roles, or one role. */
export const account: Format = {
  title: 'a listing of an account by IAM',
  markers: ['AssumeRolePolicyDocument', 'PolicyVersionList', 'UserPolicyList', 'GroupPolicyList'],
  shows: looksLikeAccount,
  read(value, { path, name }, { owner, listings }) {
    const { problems, ...reading } = readAccount(value, { file: name, ...listings.around(path), owner });
    return { ...reading, acknowledged: [], problems: problems.map((message) => ({ message })) };
  },
};
