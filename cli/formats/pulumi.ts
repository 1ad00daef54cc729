import { looksLikePulumi, readPulumiFile } from '../../shared/read/pulumi-files';
import { type Format, skippedFile } from './format';

/** What `pulumi` writes of a stack: its state, a preview of it, or the events of a run. */
export const pulumi: Format = {
  title: 'a state, a preview or an event log of Pulumi',
  markers: ['aws:iam/', 'aws-native:iam:', 'aws:ssoadmin/', 'aws-native:sso:', 'rolesanywhere'],
  isOneOfSeveral: true,
  shows: looksLikePulumi,
  read(value, { path, name, isNamed }, { owner }) {
    if (!isNamed && past.test(path)) return skippedFile;
    const { problems, ...reading } = readPulumiFile(value, { file: name, owner });
    return { ...reading, acknowledged: [], problems: problems.map((message) => ({ message })) };
  },
};

// The folder of a backend of one's own keeps what was, beside what is.
const past = /[\\/]\.pulumi[\\/](?:backups|history)[\\/]/;
