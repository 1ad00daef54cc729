import { asText } from '../model/statement';
import type { Domain, Text } from '../model/text';
import { isMap, isTooDeep, pointer, type Tree } from '../model/tree';
import { valueRule } from './kinds';
import { judgeEach } from './merge';
import type { Remark } from './rule';

export const globalEndpoint = valueRule({
  name: 'global-endpoint',
  level: 'info',
  summary: 'No workload is told to call the global endpoint of STS.',
  why: 'Sessions from the global endpoint do not work in opt-in Regions, its calls may leave the Region and pass by a VPC endpoint and its policy, and a workload in one Region comes to depend on another.',
  fix: 'Set AWS_STS_REGIONAL_ENDPOINTS to regional or leave it out, and name the endpoint of a Region, such as https://sts.eu-west-1.amazonaws.com.',
  references: [
    'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html',
    'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
  ],

  judges: (subject) => {
    if (subject.kind !== 'workload') return [];
    const { environment, places } = subject;
    if (isTooDeep(environment)) return [undecided('', 'how it is nested')];
    // what other variables depend on leaves these as they are
    const parts = isMap(environment)
      ? Object.entries(environment).map(([name, value]) => ({ [name]: value }))
      : [environment];
    const at: Placed = (name) => places?.get(name) ?? pointer('', name);
    return parts.flatMap((part) =>
      judgeEach(
        part,
        (settled) => inEnvironment(settled, at),
        (because) => undecided('', because),
      ),
    );
  },
});

type Placed = (name: string) => string;

function inEnvironment(environment: Tree | undefined, at: Placed): Remark[] {
  const whole = asText(environment);
  if (whole !== undefined && whole.literal === undefined) return [undecided('', whole.open)];
  if (!isMap(environment)) return [];
  return Object.entries(environment).flatMap(([name, value]) => inVariable(name, asText(value), at) ?? []);
}

const setting = 'AWS_STS_REGIONAL_ENDPOINTS';
// the ones that SDKs read; of others a value that is not known yet says nothing
const read: readonly string[] = [setting, 'AWS_ENDPOINT_URL_STS'];

function inVariable(name: string, value: Text | undefined, at: Placed): Remark | undefined {
  // the global host is also what tokens for STS have as their audience, and then nobody calls it
  if (value === undefined || /aud(ience)?s?$/i.test(name)) return undefined;
  const isGlobal = name === setting ? isLegacy : isGlobalUrl;
  if (value.literal === undefined) {
    if (!read.includes(name) || !fillings.some((fill) => isGlobal(filled(value, fill)))) return undefined;
    return undecided(at(name), value.open);
  }
  if (!isGlobal(value.literal)) return undefined;
  const message = `the environment variable ${name} sends calls to the global endpoint of STS`;
  return { verdict: 'fail', at: at(name), message };
}

function isLegacy(value: string): boolean {
  return value.trim().toLowerCase() === 'legacy';
}

function isGlobalUrl(value: string): boolean {
  return /^\s*https?:\/\/([^/?#@]*@)?sts\.amazonaws\.com\.?(:\d+)?([/?#].*)?\s*$/is.test(value);
}

type Filling = { readonly [domain in Domain]?: string } & { readonly free: string };

/** What holes may come to hold, as far as it can make a value the global one. */
const fillings: readonly Filling[] = ['legacy', 'https://sts.amazonaws.com', 'sts.amazonaws.com', 'sts'].map(
  (free) => ({
    free,
    suffix: 'amazonaws.com',
    region: 'eu-west-1',
    partition: 'aws',
    account: '111122223333',
  }),
);

function filled(value: Text, filling: Filling): string {
  return value.fill(({ domain }) => filling[domain] ?? filling.free).literal ?? '';
}

function undecided(at: string, because: string): Remark {
  const message = 'whether this environment sends calls to the global endpoint of STS is not known yet';
  return { verdict: 'unknown', at, message, because };
}
