import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../cli/desk';
import { type Block, blocksUnder, expectShown } from '../package/readme';

const page = 'docs/settings.md';
const headings = [...readFileSync(join(__dirname, '../..', page), 'utf8').matchAll(/^#+ (.*)$/gm)].map(
  ([, heading = '']) => heading,
);
const blocks = headings.flatMap((heading) => blocksUnder(heading, page).map((block) => ({ ...block, heading })));
const settings = blocks.filter(({ language, note }) => language.startsWith('json') && note === '');

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.clear());

function under(heading: string, matches: (block: Block) => boolean): Block {
  const found = blocksUnder(heading, page).find(matches);
  if (found === undefined) throw new Error(`${page} shows no such block under ${heading}`);
  return found;
}

const isOutput = ({ note }: Block) => note === 'output';

test('every example is here', () => {
  expect(settings.map(({ heading }) => heading)).toEqual(['Settings', 'What holds', 'Locked', 'Locked', 'Exceptions']);
});

test.each(settings)('the settings shown under $heading hold by themselves', ({ text }) => {
  desk.put('sts-guardrails.json', text);
  expect(desk.run(['settings'])).toMatchObject({ status: 0, err: '' });
});

test('the command prints what is shown', () => {
  desk.put('sts-guardrails.json', under('What holds', ({ language }) => language === 'json').text);
  expectShown(under('What holds', isOutput), desk.run(['settings']).out);
});

test('what would loosen a locked source is refused as shown', () => {
  const [platform, developer] = settings.filter(({ heading }) => heading === 'Locked');
  desk.put('platform.json', platform?.text);
  desk.put('sts-guardrails.json', developer?.text);
  const { status, err } = desk.run(['settings'], { env: { STS_GUARDRAILS_SETTINGS: 'platform.json' } });
  expect(status).toBe(2);
  expectShown(under('Locked', isOutput), err);
});

test('the metadata shown accepts the finding, and may be refused', () => {
  desk.put('template.json', under('Acknowledgements', ({ note }) => note === 'template').text);
  const run = (mine: object) => {
    desk.put('mine.json', mine);
    return desk.check('template.json', '--account', '111122223333', '--settings', 'mine.json');
  };
  expect(run({})).toMatchObject({ status: 0, accepted: [{ rule: 'tag-session', accepted: { ticket: 'SEC-1' } }] });
  const refused = run({ acknowledgements: false });
  expect(refused).toMatchObject({ status: 1, accepted: [] });
  expect(refused.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
    'tag-session error',
    'exception error',
  ]);
});
