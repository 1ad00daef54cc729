import type { Subject } from '../../shared/index';
import { looksLikeTemplate, type NestedTemplate, readCloudFormation } from '../../shared/read/cloudformation';
import { isFile, nestedPath } from '../nesting';
import type { Format } from './format';

/** CloudFormation templates, those of SAM among them. */
export const cloudFormation: Format = {
  title: 'a CloudFormation template',
  markers: ['AWS::IAM', 'AWS::Serverless'],
  shows: looksLikeTemplate,
  read(value, { path, name }, { neighbours }) {
    const reading = readCloudFormation(value, { file: name, ...neighbours.knowledge(path) });
    const { subjects, acknowledged, skipped } = neighbours.withApp(path, value, reading);
    const missing = reading.nested.flatMap((nested) => missingTemplate(nested, path));
    return { subjects: [...subjects, ...missing], acknowledged, skipped, problems: [] };
  },
};

/** A template that is named as a file and is not there; what the CDK writes is often checked without what is beside it. */
function missingTemplate({ file, place, isAsset }: NestedTemplate, parent: string): readonly Subject[] {
  if (isAsset || isFile(nestedPath(parent, file))) return [];
  const problem = `there is no file ${file} beside this template, so the roles of the stack that it names cannot be seen; put it there, or check the packaged template`;
  return [{ kind: 'unreadable', place, owner: {}, problem }];
}
