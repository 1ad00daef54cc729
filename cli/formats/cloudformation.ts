import { looksLikeTemplate, readCloudFormation } from '../../shared/read/cloudformation';
import type { Format } from './format';

/** CloudFormation templates, those of SAM among them. */
export const cloudFormation: Format = {
  title: 'a CloudFormation template',
  markers: ['AWS::IAM', 'AWS::Serverless'],
  shows: looksLikeTemplate,
  read(value, { path, name }, { neighbours }) {
    const reading = readCloudFormation(value, { file: name, ...neighbours.knowledge(path) });
    return { ...neighbours.withAcknowledged(path, value, reading), problems: [] };
  },
};
