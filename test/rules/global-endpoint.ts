import type { Tree } from '../../shared/model/tree';
import { globalEndpoint } from '../../shared/rules/global-endpoint';
import { table, type Seed } from '../table';
import { choice, hole, text } from '../table/build';

const workload = (environment: Tree | undefined): Seed => ({ kind: 'workload', environment });
const setting = (value: Tree): Seed => workload({ AWS_STS_REGIONAL_ENDPOINTS: value });
const url = (value: Tree): Seed => workload({ AWS_ENDPOINT_URL_STS: value });
const [atSetting, atUrl] = ['/AWS_STS_REGIONAL_ENDPOINTS', '/AWS_ENDPOINT_URL_STS'];

export default table(globalEndpoint, {
  pass: [
    { name: 'the endpoints of the Regions', subjects: setting('regional') },
    { name: 'no environment', subjects: workload(undefined) },
    { name: 'an environment that says nothing of STS', subjects: workload({ STAGE: 'legacy' }) },
    { name: 'the endpoint of a Region', subjects: url('https://sts.eu-west-1.amazonaws.com') },
    { name: 'the endpoint of China', subjects: url('https://sts.cn-north-1.amazonaws.com.cn') },
    {
      name: 'a host that only begins so',
      subjects: url('https://sts.amazonaws.com.example.com/'),
    },
    { name: 'a host in a path', subjects: url('https://proxy.example.com/sts.amazonaws.com') },
    { name: 'the host as an audience', subjects: workload({ OIDC_AUDIENCE: 'https://sts.amazonaws.com' }) },
    { name: 'the host without a scheme, which may be an audience', subjects: workload({ FOR: 'sts.amazonaws.com' }) },
    {
      name: 'a Region that is not known yet',
      subjects: url(text('https://sts.', hole('AWS::Region', 'region'), '.amazonaws.com')),
    },
    {
      name: 'the endpoint of a parameter that is a Region',
      subjects: url(text('https://sts.', hole('Ref Region'), '.amazonaws.com')),
    },
    { name: 'other variables may hold anything', subjects: workload({ TABLE: hole('Ref Table') }) },
    { name: 'no setting but a list', subjects: setting(['legacy']) },
    { name: 'an access key, which has no environment', subjects: { kind: 'accessKey', status: 'legacy' } },
  ],
  fail: [
    { name: 'the setting for older code', subjects: setting('legacy'), at: atSetting, level: 'info' },
    { name: 'in other letters', subjects: setting('Legacy'), at: atSetting },
    {
      name: 'the global host',
      subjects: url('https://sts.amazonaws.com'),
      at: atUrl,
      says: 'the environment variable AWS_ENDPOINT_URL_STS sends calls',
    },
    { name: 'with a port and a path, in other letters', subjects: url('HTTPS://STS.amazonaws.com:443/'), at: atUrl },
    { name: 'without encryption', subjects: url('http://sts.amazonaws.com'), at: atUrl },
    {
      name: 'in a variable of one’s own',
      subjects: workload({ 'IDP/STS_URL': 'https://sts.amazonaws.com/' }),
      at: '/IDP~1STS_URL',
    },
    {
      name: 'both of them',
      subjects: workload({ AWS_STS_REGIONAL_ENDPOINTS: 'legacy', AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' }),
      at: [atSetting, atUrl],
    },
    { name: 'in either branch', subjects: setting(choice('IsProd', 'legacy', 'LEGACY')), at: atSetting },
    {
      name: 'beside more conditions than can be looked at',
      subjects: workload({
        AWS_STS_REGIONAL_ENDPOINTS: 'legacy',
        ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => [name, choice(name, 1, 2)])),
      }),
      at: atSetting,
    },
  ],
  unknown: [
    { name: 'the setting is a parameter', subjects: setting(hole('Ref Mode')), at: atSetting, because: 'Ref Mode' },
    { name: 'the endpoint is a parameter', subjects: url(hole('Ref Url')), at: atUrl, because: 'Ref Url' },
    { name: 'its host is', subjects: url(text('https://', hole('Ref Host'))), at: atUrl, because: 'Ref Host' },
    {
      name: 'the suffix of its partition is not known yet',
      subjects: url(text('https://sts.', hole('AWS::URLSuffix', 'suffix'))),
      at: atUrl,
      because: 'AWS::URLSuffix',
    },
    {
      name: 'in one branch',
      subjects: setting(choice('IsProd', 'regional', 'legacy')),
      at: atSetting,
      because: 'IsProd',
    },
    { name: 'the whole environment is a parameter', subjects: workload(hole('Ref All')), at: '', because: 'Ref All' },
    {
      name: 'the environment of one branch',
      subjects: workload(choice('Old', { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' }, undefined)),
      at: atSetting,
      because: 'Old',
    },
  ],
});
