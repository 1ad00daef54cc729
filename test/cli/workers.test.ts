import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '../../cli/inputs';
import { Crew } from '../../cli/threads/crew';
import { CrewError } from '../../cli/threads/crew-error';
import { gather } from '../../cli/threads/gather';
import { parseYaml } from '../../load/yaml';
import { compiled } from './compiled';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

let desk: Desk;
let script: string;
beforeAll(() => {
  desk = new Desk();
  script = compiled('thread', desk.folder);
});
afterAll(() => desk.clear());

/** The script of a thread in which a parser does something first with each text that it gets; `text` is its name. */
function disturbed(name: string, deed: string): string {
  const file = join(desk.folder, `${name}.cjs`);
  const before = `const { parentPort, workerData } = require('node:worker_threads');
    if (workerData.job === 'parser') parentPort.on('message', (text) => { ${deed} });`;
  writeFileSync(file, `${before}\nrequire(${JSON.stringify(script)});`);
  return file;
}

const yaml = (name: string, principal: string) => `# ${name}
Resources:
  ${name}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Action: !Ref X, Principal: '${principal}' }]
`;

describe('a crew', () => {
  test('says what the main thread says itself', () => {
    const crew = new Crew(2, script);
    try {
      const texts = [
        'a: [1, 0300, yes, !Ref b, "x"]',
        'a: &x {b: 1}\nc: *x',
        '__proto__: {a: 1}',
        '- ~',
        '',
        'a: [',
        'a: !Nope b',
      ];
      for (const text of texts) expect(crew.parse(text)?.()).toEqual(parseYaml(text));
    } finally {
      crew.dismiss();
    }
  });

  test('takes one text for each thread, and gives answers in any order', () => {
    const crew = new Crew(2, script);
    try {
      const [one, two] = [crew.parse('n: 1'), crew.parse('n: 2')];
      expect(crew.parse('n: 3')).toBeUndefined();
      expect([two?.(), one?.()]).toMatchObject([{ value: { n: 2 } }, { value: { n: 1 } }]);
      expect(crew.parse('n: 4')?.()).toMatchObject({ value: { n: 4 } });
    } finally {
      crew.dismiss();
    }
  });

  test.each<[what: string, deed: string, problem: RegExp]>([
    ['ends', `if (text.includes('BAD')) process.exit(3);`, /^reading it stopped \(exit status 3\); check it by itself/],
    [
      'throws',
      `if (text.includes('BAD')) { parentPort.postMessage = () => {}; throw new TypeError('x'); }`,
      /^reading it stopped \(TypeError\); check it by itself/,
    ],
    [
      'needs more memory than there is',
      `if (text.includes('BAD')) for (const all = []; ; ) all.push(new Array(1e6).fill(text));`,
      /^reading it took more memory than there is; split the file$/,
    ],
  ])('a thread that %s is a problem of its text alone', (what, deed, problem) => {
    // a small heap, so that it is full soon
    const small = what.startsWith('needs') ? smallHeap(disturbed('ends', deed)) : disturbed('ends', deed);
    const crew = new Crew(2, small);
    try {
      const [good, bad] = [crew.parse('a: 1'), crew.parse('a: BAD')];
      expect(bad).toThrow(CrewError);
      expect(good?.()).toMatchObject({ value: { a: 1 } });
      expect(crew.parse('a: BAD')).toThrow(problem);
      expect(crew.parse('a: 2')?.()).toMatchObject({ value: { a: 2 } });
    } finally {
      crew.dismiss();
    }
  });

  test('whose warden is gone has no answer, and takes nothing more', () => {
    const file = join(desk.folder, 'gone.cjs');
    writeFileSync(file, 'process.exit(1);');
    const crew = new Crew(1, file, 300);
    try {
      expect(crew.parse('a: 1')?.()).toBeUndefined();
      expect(crew.parse('a: 1')).toBeUndefined();
    } finally {
      crew.dismiss();
    }
  });
});

/** A script that gives a parser 64 MB. */
function smallHeap(script: string): string {
  const file = join(desk.folder, 'small.cjs');
  writeFileSync(
    file,
    `const threads = require('node:worker_threads');
    const { Worker } = threads;
    threads.Worker = class extends Worker {
      constructor(script, options) { super(script, { ...options, resourceLimits: { maxOldGenerationSizeMb: 64 } }); }
    };
    require(${JSON.stringify(script)});`,
  );
  return file;
}

describe('a run', () => {
  beforeAll(() => {
    for (let number = 0; number < 24; number++) {
      const name = `t${String(number).padStart(2, '0')}`;
      if (number % 5 === 4) desk.put(`all/${name}.json`, template({ J: trust('*') }));
      else if (number % 7 === 6) desk.put(`all/${name}.yaml`, `Resources: {A: {Type: AWS::IAM::Role, BAD: [}`);
      else if (number % 7 === 5) desk.put(`all/${name}.yaml`, 'name: Resources of another kind');
      else
        desk.put(
          `all/${name}.yaml`,
          yaml(`R${number}`, number % 3 === 0 ? '*' : 'x') + '\n# more\n'.repeat(number * 40),
        );
    }
  });

  const report = (size: number, file = script) => {
    const { status, out } = desk.run(['check', 'all', '--format', 'json', '--workers', String(size)], {
      threads: { cores: 4, script: file },
    });
    return { status, out };
  };

  test('gives the same report byte for byte, whatever the number of threads and their pace', () => {
    const alone = report(0);
    expect(alone.status).toBe(1);
    expect(JSON.parse(alone.out)).toMatchObject({ summary: { subjects: 19, skipped: 2 } });
    const slow = disturbed('slow', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 40);');
    for (const size of [1, 2, 4]) {
      expect(report(size)).toEqual(alone);
      expect(report(size, slow)).toEqual(alone);
    }
  });

  test('in which a thread ends has a problem of that file, at its name, and judges the rest', () => {
    const broken = disturbed('breaks', `if (text.startsWith('# R7\\n')) process.exit(1);`);
    const [whole, less] = [report(2), report(2, broken)].map(({ out }) => JSON.parse(out) as ReturnType<Desk['check']>);
    const ofFile = (one: typeof whole) => one?.findings.filter(({ subject }) => subject.file === 'all/t07.yaml');
    const rest = (one: typeof whole) => one?.findings.filter(({ subject }) => subject.file !== 'all/t07.yaml');
    expect(ofFile(less)).toMatchObject([{ rule: 'unreadable', level: 'error', subject: { path: 'all/t07.yaml' } }]);
    expect(rest(less)).toEqual(rest(whole));
    expect(less?.summary.subjects).toBe((whole?.summary.subjects ?? 0) - 1);
  });

  test('holds no more texts at a time than there are threads', () => {
    const held: number[] = [];
    let open = 0;
    const parse = jest.spyOn(Crew.prototype, 'parse').mockImplementation((text) => {
      held.push(++open);
      return () => {
        open--;
        return parseYaml(text);
      };
    });
    try {
      report(2);
    } finally {
      parse.mockRestore();
    }
    expect(held.length).toBeGreaterThan(10);
    expect(Math.max(...held)).toBe(2);
  });
});

test.each(['65', '-1', 'many', '1.5', ''])('%j is no number of threads', (count) => {
  const { status, err } = desk.run(['check', 'all', `--workers=${count}`]);
  expect(status).toBe(2);
  expect(err).toContain('A number from 0 to 64 is needed here.');
});

describe('whether threads pay', () => {
  const input = (name: string, size: number): Input => ({ kind: 'file', path: name, name, isNamed: false, size });
  const size = (inputs: readonly Input[], cores: number, asked?: number) => {
    const crew = gather(inputs, { cores, script }, asked);
    crew?.dismiss();
    return crew?.size ?? 0;
  };

  test.each<[what: string, inputs: Input[], cores: number, asked: number | undefined, threads: number]>([
    ['little YAML', [input('a.yaml', 5000)], 8, undefined, 0],
    ['much YAML', [input('a.yaml', 600_000), input('b.template', 600_000)], 8, undefined, 4],
    ['much YAML on two cores', [input('a.yaml', 2_000_000)], 2, undefined, 2],
    ['much YAML on one core', [input('a.yaml', 2_000_000)], 1, undefined, 0],
    ['much JSON', [input('a.json', 90_000_000), input('b.tfstate', 90_000_000)], 8, undefined, 0],
    ['somebody who wants none', [input('a.yaml', 2_000_000)], 8, 0, 0],
    ['somebody who wants three', [], 1, 3, 3],
  ])('%s', (_what, inputs, cores, asked, threads) => {
    expect(size(inputs, cores, asked)).toBe(threads);
  });

  test('where there is no script, one thread does all', () => {
    expect(gather([input('a.yaml', 2_000_000)], { cores: 8, script: join(desk.folder, 'nope.js') }, 2)).toBeUndefined();
    expect(gather([input('a.yaml', 2_000_000)], undefined, 2)).toBeUndefined();
  });
});
