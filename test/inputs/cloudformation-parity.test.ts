import { stringify } from 'yaml';
import { Desk } from '../cli/desk';
import { isExempt } from '../parity/exempt';
import { groups, type Group, type ParityRow, programRules, said, treesOf } from '../parity/rows';
import { own } from '../table/build';
import { asSam, cannotBeSam, type Template, templateOf } from './template-rows';

jest.setTimeout(120_000);

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

/** A form of template that rows are put into; what it reports stands under `prefix` and the id. */
interface Form {
  readonly title: string;
  readonly prefix?: string;
  readonly put: (template: Template) => readonly string[];
  /** The logical id of the role that stands under an id. */
  readonly roleOf?: (id: string) => string;
  readonly leavesOut?: (row: ParityRow) => string | undefined;
}

// the version that CloudFormation reads, in which yes is no text
const yaml = { version: '1.1', aliasDuplicateObjects: false } as const;

// nobody tells the accounts that a stack set goes to
const ofAnyAccount = (row: ParityRow): string | undefined => {
  const spelled = JSON.stringify(treesOf(row));
  const isGrant = row.subjects.some(({ seed }) => seed.kind === 'identity');
  if (isGrant && /\d{12}/.test(spelled.replaceAll(own, '')))
    return 'a permission for another account has an effect where the role is in it';
  if (!spelled.includes(own)) return undefined;
  if (row.expected.some((one) => /dead-|readable-/.test(one))) return 'nothing is said of a text that is open in part';
  return row.name === 'wildcard-principal: a source whose ARN holds the own account somewhere'
    ? 'the digits of an account that is not known are spelled by nobody else'
    : undefined;
};

/** The same template for whatever account it goes to. */
function forAnyAccount(template: Template): unknown {
  return JSON.parse(JSON.stringify(template), (_key, value: unknown) =>
    typeof value === 'string' && value.includes(own)
      ? {
          'Fn::Join': [
            '',
            value.split(own).flatMap((part, at) => (at === 0 ? [part] : [{ Ref: 'AWS::AccountId' }, part])),
          ],
        }
      : value,
  );
}

const stackSet = (TemplateBody: unknown): readonly string[] => [
  desk.put('set.json', { Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody } } } }),
];

const forms: readonly Form[] = [
  {
    title: 'functions of SAM',
    put: (template) => [desk.put('sam.json', asSam(template))],
    roleOf: (id) => `${id}Role`,
    leavesOut: (row) => cannotBeSam(templateOf([row])),
  },
  {
    title: 'a stack set with an object',
    prefix: 'Set/',
    leavesOut: ofAnyAccount,
    put: (template) => stackSet(forAnyAccount(template)),
  },
  {
    title: 'a stack set with JSON text',
    prefix: 'Set/',
    leavesOut: ofAnyAccount,
    put: (template) => stackSet(JSON.stringify(forAnyAccount(template))),
  },
  {
    title: 'a stack set with YAML text',
    prefix: 'Set/',
    leavesOut: ofAnyAccount,
    put: (template) => stackSet(stringify(forAnyAccount(template), yaml)),
  },
  { title: 'a nested stack in a file of its own', put: nestedStack },
];

/** A parent that passes parameters of its own, so that what is open stays open. */
function nestedStack(template: Template): readonly string[] {
  const { Parameters } = template;
  desk.put('child.json', template);
  const passed = Object.fromEntries(Object.keys(Parameters).map((name) => [name, { Ref: name }]));
  const Nested = {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: './child.json', Parameters: passed },
  };
  return [desk.put('parent.json', { Parameters, Resources: { Nested } })];
}

/** What a form leaves out beside what no template can say. */
function left(form: Form, row: ParityRow): string | undefined {
  return isExempt('cli', row) ? 'no template can say it' : form.leavesOut?.(row);
}

function judged(form: Form, { settings }: Group, rows: readonly ParityRow[]) {
  const paths = form.put(templateOf(rows, form.roleOf));
  const file = desk.put('settings.json', settings);
  const { findings } = desk.check(...paths, '--settings', file, '--account', own);
  const prefix = form.prefix ?? '';
  return rows.flatMap(({ name, subjects, expected, isProgram }) => {
    const seen = subjects.flatMap(({ id }) =>
      findings
        .filter(({ subject, rule }) => subject.id === `${prefix}${id}` && (isProgram || !programRules.has(rule)))
        .map((one) => said(id, one)),
    );
    return [...seen].sort().join() === expected.join() ? [] : [{ name, expected, seen }];
  });
}

test.each(forms)('every row says the same as $title', (form) => {
  const differing = groups.flatMap((group) => {
    const rows = group.rows.filter((row) => left(form, row) === undefined);
    const shared = rows.filter(({ isProgram }) => !isProgram);
    const alone = rows.filter(({ isProgram }) => isProgram).map((row) => [row]);
    return [...(shared.length === 0 ? [] : [shared]), ...alone].flatMap((some) => judged(form, group, some));
  });
  expect(differing).toEqual([]);
});

test.each(forms)('few rows are left out of $title', (form) => {
  const rows = groups.flatMap((group) => group.rows).filter((row) => !isExempt('cli', row));
  const gone = rows.filter((row) => left(form, row) !== undefined);
  const noRole = gone.filter((row) => left(form, row) === 'there is no role in it');
  expect((gone.length - noRole.length) / (rows.length - noRole.length)).toBeLessThan(
    form.leavesOut === undefined ? 0.001 : 0.15,
  );
  expect(rows.length - gone.length).toBeGreaterThan(500);
});
