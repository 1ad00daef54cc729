import { InvalidArgumentError } from 'commander';
import { fileForms } from '../load/report-files';
import { type Output, screenForms } from './outputs';

/** Reads one more `--format`; throws InvalidArgumentError where it names no form, or a second one for standard output. */
export function addFormat(value: string, outputs: readonly Output[] = []): readonly Output[] {
  const output = outputOf(value);
  if (output.file === undefined && outputs.some(({ file }) => file === undefined)) {
    throw new InvalidArgumentError(
      `Standard output takes one form: give every other one a file, such as ${output.form}=report.${output.form}.`,
    );
  }
  return [...outputs, output];
}

function outputOf(value: string): Output {
  const [form = '', ...rest] = value.split('=');
  const known = rest.length === 0 ? screenForms : fileForms;
  if (!known.includes(form)) {
    throw new InvalidArgumentError(
      fileForms.includes(form)
        ? `${form} needs a file: write ${form}=FILE.`
        : `There is no form ${JSON.stringify(form)}. The forms are ${fileForms.join(', ')}, each with =FILE or without.`,
    );
  }
  const file = rest.join('=');
  if (rest.length > 0 && file === '') {
    throw new InvalidArgumentError(`A file is missing: write ${form}=FILE, or ${form} for standard output.`);
  }
  return rest.length === 0 ? { form } : { form, file };
}
