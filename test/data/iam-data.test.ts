import { stsActions } from '../../shared/iam/actions';
import { differences, type Difference } from './differences';
import { listedActions, listedGlobalKeys, listedStsKeys } from './listed';
import { reasonFor, reasons } from './reasons';

describe('our tables beside the Service Authorization Reference', () => {
  let found: Difference[];

  beforeAll(async () => {
    found = await differences();
  });

  it('has something to compare with', async () => {
    expect(await listedActions()).toHaveLength(stsActions.length);
    expect((await listedStsKeys()).length).toBeGreaterThan(120);
    expect(listedGlobalKeys().length).toBeGreaterThan(50);
  });

  it('says the same of every action and key of STS and of every global key, or has a reason', () => {
    expect(found.filter((difference) => reasonFor(difference) === undefined)).toEqual([]);
  });

  it('keeps no reason for a difference that is gone', () => {
    const explained = new Set(found.filter((difference) => reasonFor(difference)).map(({ about }) => about));
    expect(reasons.flatMap(({ about }) => about).filter((about) => !explained.has(about))).toEqual([]);
  });
});
