import { partitions } from './partitions';
import type { Source } from './source';

/** Where the hosts of all rows are from; a test compares them with the Region facts of aws-cdk-lib as well. */
export const samlSource: Source = {
  page: 'https://docs.aws.amazon.com/general/latest/gr/signin-service.html',
  checked: '2026-11',
};

// A Region and, for encrypted assertions, the id of the provider may stand in the URL:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html

/** The URLs to which SAML assertions for AWS are sent, in every partition; `*` stands for a Region, or for an id at the end. */
export const samlEndpoints: readonly string[] = partitions.flatMap(({ signInHost }) =>
  signInHost === undefined ? [] : [`https://${signInHost}/saml*`, `https://*.${signInHost}/saml*`],
);
