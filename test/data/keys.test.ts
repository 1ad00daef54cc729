import { callerKinds, fixedKeys, isLegal, keyFacts, splitIssuerKey, type CallerKind } from '../../shared/iam/keys';

const github = 'token.actions.githubusercontent.com';

/** Callers who always have the key, and callers who may have it. */
function holders(key: string): { always: CallerKind[]; maybe: CallerKind[] } {
  const { presence } = keyFacts(key);
  return {
    always: callerKinds.filter((kind) => presence[kind] === 'always'),
    maybe: callerKinds.filter((kind) => presence[kind] === 'maybe'),
  };
}

const principals: CallerKind[] = ['user', 'session', 'root'];
const signed: CallerKind[] = [...principals, 'service'];

describe('who has a key', () => {
  const rows: [key: string, always: CallerKind[], maybe: CallerKind[]][] = [
    ['aws:PrincipalArn', principals, []],
    ['aws:PrincipalAccount', principals, []],
    ['aws:PrincipalOrgID', [], principals],
    ['aws:PrincipalOrgPaths', [], principals],
    ['aws:PrincipalTag/team', [], ['user', 'session']],
    ['aws:PrincipalIsAWSService', signed, []],
    ['aws:PrincipalServiceName', ['service'], []],
    ['aws:SourceAccount', [], ['service']],
    ['aws:SourceArn', [], ['service']],
    ['aws:username', ['user'], []],
    ['aws:MultiFactorAuthPresent', [], principals],
    ['aws:CurrentTime', [...callerKinds], []],
    ['aws:SourceIp', [], [...callerKinds]],
    ['aws:TagKeys', [], [...callerKinds]],
    ['sts:ExternalId', [], signed],
    ['sts:RoleSessionName', [...callerKinds], []],
    ['sts:DurationSeconds', [], []],
    ['sts:TaskPolicyArn', [], []],
    ['sts:RoleAuthorizedByIdp', [], ['web-identity']],
    ['saml:aud', ['saml'], []],
    ['saml:sub', ['saml'], ['session']],
    ['saml:mail', [], ['saml']],
    [`${github}:sub`, ['web-identity'], []],
    [`${github}:repository_id`, [], ['web-identity']],
    ['accounts.google.com:sub', ['web-identity'], ['session']],
    ['s3:prefix', [], [...callerKinds]],
  ];

  it.each(rows)('%s', (key, always, maybe) => {
    expect(holders(key)).toEqual({ always, maybe });
  });
});

describe('looking a key up', () => {
  it('takes any letter case and gives AWS’s spelling', () => {
    expect(keyFacts('SAML:aud').name).toBe('saml:aud');
    expect(keyFacts('AWS:SOURCEACCOUNT')).toBe(keyFacts('aws:SourceAccount'));
    expect(keyFacts('sts:externalid').name).toBe('sts:ExternalId');
  });

  it('keeps the tag key as the policy spells it', () => {
    expect(keyFacts('AWS:requesttag/Cost:Center').name).toBe('aws:RequestTag/Cost:Center');
    expect(keyFacts('iam:ResourceTag/a/b').setBy).toBe('role');
  });

  it('knows no tag without a key', () => {
    expect(keyFacts('aws:RequestTag/').known).toBe(false);
  });

  it.each([
    [`${github}:sub`, github, 'sub'],
    ['login.app.env0.com/:sub', 'login.app.env0.com/', 'sub'],
    [
      'oidc.circleci.com/org/1a:oidc.circleci.com/project-id',
      'oidc.circleci.com/org/1a',
      'oidc.circleci.com/project-id',
    ],
    ['accounts.google.com:google/organization_number', 'accounts.google.com', 'google/organization_number'],
  ])('splits %s at its first colon', (key, issuer, claim) => {
    expect(splitIssuerKey(key)).toEqual({ issuer, claim });
    expect(keyFacts(key)).toMatchObject({ name: key, known: true, setBy: 'idp', fixedCounts: true });
  });

  it.each(['aws:PrincipalTag/example.com', 'sts:ExternalId', 'saml:aud', 'nonsense', '', ':sub'])(
    'takes %p for no issuer’s key',
    (key) => {
      expect(splitIssuerKey(key)).toBeUndefined();
    },
  );

  it('says so where nobody knows the key', () => {
    const strange = ['aws:PrincipalOrgId2', `${github}:constructor`, 'graph.facebook.com:aud', '__proto__', ''];
    expect(strange.filter((key) => keyFacts(key).known)).toEqual([]);
  });

  it('answers the same after more keys than it remembers', () => {
    const before = keyFacts('aws:RequestTag/first');
    for (let count = 0; count < 6000; count++) keyFacts(`aws:RequestTag/tag-${String(count)}`);
    expect(keyFacts('aws:RequestTag/first')).toEqual(before);
    expect(keyFacts('aws:PrincipalArn')).toBe(keyFacts('aws:principalarn'));
  });
});

describe('what a value may tell and bind', () => {
  it('shows values of public keys only', () => {
    const shown = fixedKeys.filter(({ printable }) => printable).map(({ name }) => name);
    expect(shown.filter((name) => !/^aws:(?:Principal|Source(?:Arn|Account|Org|Owner))|^saml:aud$/.test(name))).toEqual(
      [],
    );
    const kept = ['sts:ExternalId', 'aws:Referer', 'aws:UserAgent', 'sts:SourceIdentity', 'aws:RequestTag/a'];
    expect([...kept, 'aws:PrincipalTag/a', `${github}:actor`].filter((key) => keyFacts(key).printable)).toEqual([]);
    expect(['sub', 'aud', 'amr'].every((claim) => keyFacts(`${github}:${claim}`).printable)).toBe(true);
  });

  it.each([
    'sts:ExternalId',
    `${github}:sub`,
    'cognito-identity.amazonaws.com:aud',
    'aws:RequestTag/a',
    'aws:PrincipalTag/a',
  ])('lets a hole under %s bind the caller', (key) => {
    expect(keyFacts(key).fixedCounts).toBe(true);
  });

  it.each(['aws:PrincipalOrgID', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:MultiFactorAuthPresent', 'saml:aud'])(
    'lets a hole under %s bind nobody',
    (key) => {
      expect(keyFacts(key).fixedCounts).toBe(false);
    },
  );

  it.each(['aws:SourceIp', 'aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceVpc'])(
    'lets a hole under %s bind nobody',
    (key) => {
      expect(keyFacts(key).fixedCounts).toBe(false);
    },
  );
});

describe('legal values', () => {
  const rows: [key: string, legal: string[], illegal: string[]][] = [
    ['sts:ExternalId', ['ab', 'a-1_+=,.@:/-', 'x'.repeat(1224)], ['', 'a', 'a b', 'ä1', 'x'.repeat(1225)]],
    ['sts:RoleSessionName', ['ab', 'user@example.com'], ['a', 'a:b', 'a/b', 'x'.repeat(65)]],
    ['sts:SourceIdentity', ['alice'], ['aws:alice']],
    ['aws:RequestTag/a', ['', 'Größe 1', 'a'.repeat(256)], ['a|b', 'a'.repeat(257)]],
    ['aws:TagKeys', ['Cost:Center'], ['', 'a'.repeat(129)]],
    ['aws:PrincipalAccount', ['012345678901'], ['12345678901', '*', '1234567890123']],
    ['aws:PrincipalOrgID', ['o-a1b2c3d4e5'], ['o-A1B2C3D4E5', 'o-short', 'a1b2c3d4e5']],
    [
      'aws:PrincipalOrgPaths',
      ['o-a1b2c3d4e5/r-ab12/', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/'],
      ['o-a1b2c3d4e5/', 'o-a1b2c3d4e5/r-ab12', 'r-ab12/'],
    ],
    [
      'aws:PrincipalArn',
      [
        'arn:aws:iam::111122223333:root',
        'arn:aws-us-gov:iam::111122223333:user/a/b/alice',
        'arn:aws:iam::666666666666:role/x:111111111111:/r',
        'arn:aws:sts::111122223333:federated-user/bob',
      ],
      ['arn:aws:sts::111122223333:assumed-role/r/s', 'arn:aws:iam::*:role/r', 'arn:aws:iam::111122223333:role/a b'],
    ],
    ['aws:PrincipalType', ['User', 'AssumedRole'], ['user', 'Everything']],
    [`${github}:sub`, ['repo:octo-org/app:ref:refs/heads/main'], []],
  ];

  it.each(rows)('%s', (key, legal, illegal) => {
    const { language } = keyFacts(key);
    expect(legal.filter((value) => !isLegal(language, value))).toEqual([]);
    expect(illegal.filter((value) => isLegal(language, value))).toEqual([]);
  });
});

it('names no key twice', () => {
  const names = fixedKeys.map(({ name }) => name.toLowerCase());
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
