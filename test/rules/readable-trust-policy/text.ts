import type { FailRow, Row, UnknownRow } from '../../table';
import { allow, choice, doc, hole, ourselves, own, text, when } from '../../table/build';

const good = doc(allow(ourselves));
const json = JSON.stringify(good);
const long = (characters: number): string => {
  const shell = JSON.stringify(doc(allow(ourselves, when('StringEquals', 'aws:userid', ''))));
  return JSON.stringify(
    doc(allow(ourselves, when('StringEquals', 'aws:userid', 'x'.repeat(characters - shell.length)))),
  );
};
const conditions = (count: number) =>
  doc(
    allow(
      { AWS: [own, ...Array.from({ length: count }, (_none, number) => choice(`Is${number}`, own, undefined))] },
      undefined,
      {
        Sid: 'Many',
      },
    ),
    allow(ourselves),
  );

/** The document as a whole. */
export const pass: readonly Row[] = [
  { name: 'a policy', trust: good },
  { name: 'a policy as JSON text', trust: json },
  { name: 'a policy as JSON text with much white space', trust: JSON.stringify(good, null, 1000) },
  {
    name: 'a hole whose name was cut short',
    trust: doc(allow(ourselves, when('StringEquals', 'aws:PrincipalTag/a', text(hole('ImportValue a-long-name…'))))),
  },
  { name: 'the older version', trust: { ...good, Version: '2008-10-17' } },
  { name: 'no version', trust: { Statement: [allow(ourselves)] } },
  { name: 'an Id', trust: { ...good, Id: 'trust' } },
  {
    name: 'names in small letters, one statement as an object',
    trust: { statement: { effect: 'Allow', principal: { aws: own }, action: 'sts:assumerole' } },
  },
  { name: 'as long as IAM takes', trust: long(4096) },
  {
    name: 'values not known yet in JSON text',
    trust: text(
      '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"',
      hole('Ref Trusted'),
      '"},"Action":"sts:AssumeRole"}]}',
    ),
  },
  {
    name: 'a statement in one of two cases',
    trust: doc(allow(ourselves), choice('IsProd', allow(ourselves), undefined)),
  },
  { name: 'eight conditions', trust: conditions(8) },
  { name: 'the shortest session', trust: good, maxSeconds: 3600 },
  { name: 'the longest session, as text', trust: good, maxSeconds: '43200' },
  { name: 'a duration not known yet, which another rule says', trust: good, maxSeconds: text(hole('Ref Duration')) },
];

export const fail: readonly FailRow[] = [
  { name: 'no policy', trust: undefined, at: '' },
  { name: 'null', trust: null, at: '' },
  { name: 'a number', trust: 12, at: '' },
  { name: 'a list', trust: [allow(ourselves)], at: '' },
  { name: 'an empty text', trust: '', at: '' },
  { name: 'an empty object', trust: {}, at: '' },
  { name: 'JSON that breaks off', trust: json.slice(0, -3), at: '', says: 'not JSON' },
  { name: 'JSON of something else', trust: '"sts:AssumeRole"', at: '' },
  {
    name: 'a key twice in JSON text',
    trust: json.replace('"Action"', '"Action":"sts:TagSession","Action"'),
    at: '',
    says: 'twice',
  },
  { name: 'an empty list of statements', trust: doc(), at: '' },
  { name: 'a statement that is a text', trust: doc('allow', allow(ourselves)), at: '/Statement/0' },
  { name: 'a version that does not exist', trust: { ...good, Version: '2012-10-18' }, at: '/Version' },
  { name: 'an element that does not exist', trust: { ...good, Statements: [] }, at: '' },
  { name: 'longer than IAM takes', trust: long(4097), at: '', says: '4097 characters' },
  {
    name: 'a character that IAM refuses',
    trust: doc(allow(ourselves, when('StringEquals', 'aws:PrincipalTag/team', '組'))),
    at: '',
  },
  { name: 'a session shorter than IAM takes', trust: good, maxSeconds: 3599, at: '', says: '3600 to 43200' },
  { name: 'a session longer than IAM takes', trust: good, maxSeconds: 43_201, at: '' },
  { name: 'a duration that is no number', trust: good, maxSeconds: 'PT12H', at: '' },
  { name: 'a duration that is an object', trust: good, maxSeconds: { Hours: 12 }, at: '' },
];

export const unknown: readonly UnknownRow[] = [
  { name: 'a policy not known yet', trust: text(hole('Ref Policy')), at: '', because: 'Ref Policy' },
  {
    name: 'a statement not known yet',
    trust: doc(allow(ourselves), text(hole('Ref Statement'))),
    at: '/Statement/1',
    because: 'Ref Statement',
  },
  { name: 'no policy in one of two cases', trust: choice('IsProd', good, undefined), at: '', because: 'IsProd' },
  {
    name: 'a session too short in one of two cases',
    trust: good,
    maxSeconds: choice('IsProd', 3600, 900),
    at: '',
    because: 'IsProd',
  },
  { name: 'nine conditions', trust: conditions(9), at: '', because: 'conditions' },
];
