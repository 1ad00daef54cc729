import { partitions } from './partitions';

// Endpoints: https://docs.aws.amazon.com/general/latest/gr/signin-service.html
// A Region and, for encrypted assertions, the id of the provider may stand in the URL:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html

/** The URLs to which SAML assertions for AWS are sent, in every partition; `*` stands for a Region, or for an id at the end. */
export const samlEndpoints: readonly string[] = partitions.flatMap(({ signInHost }) =>
  signInHost === undefined ? [] : [`https://${signInHost}/saml*`, `https://*.${signInHost}/saml*`],
);
