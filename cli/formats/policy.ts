import { policyIn, readPolicyFile } from '../../shared/read/policy-file';
import { broken, type Format } from './format';

/** A policy in a file of its own: one that says who gets in, or one that gives permissions. */
export const policy: Format = {
  title: 'a policy',
  // not the end of `hosts:` or `requests:`; a line break in a text is spelled with a letter
  markers: [/(?:^|[^\w-]|\\[nrt])sts:/],
  isOneOfSeveral: true,
  shows: (value, { isNamed }) => {
    const found = policyIn(value);
    return found !== undefined && (isNamed || found.isAboutRoles);
  },
  read(value, { name }, { owner }) {
    const found = policyIn(value);
    if (found === undefined) return broken('the file holds no policy');
    const subject = readPolicyFile(found, { id: name, path: name, file: name, pointer: found.pointer });
    return { subjects: [{ ...subject, owner }], acknowledged: [], skipped: 0, problems: [] };
  },
};
