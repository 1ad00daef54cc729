import { broken, type Format } from './format';

/** The report of the CDK on roles that it keeps out of templates. */
export const iamPolicyReport: Format = {
  title: 'a report of the CDK on roles',
  markers: [],
  shows: (value, { path }, { neighbours }) => neighbours.keptOut.isReport(path, value),
  read(value, { path, name }, { neighbours }) {
    const kept = neighbours.keptOut.read(path, name, value);
    return 'problem' in kept ? broken(kept.problem) : { ...kept, acknowledged: [], skipped: 0, problems: [] };
  },
};
