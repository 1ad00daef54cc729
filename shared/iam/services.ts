/** A service that passes tags of its own whenever it assumes a role, so that its trust has to allow sts:TagSession. */
export interface TaggingService {
  /** As `serviceName` gives it. */
  readonly service: string;
  /** Every action that its trust policy needs. */
  readonly needs: readonly string[];
  /** The page that says so. */
  readonly page: string;
  /** Month in which the page was read, `YYYY-MM`. */
  readonly checked: string;
}

const checked = '2026-11';

/** The services whose own guides put sts:TagSession into the role's trust policy. */
export const taggingServices: readonly TaggingService[] = [
  {
    service: 'pods.eks',
    needs: ['sts:AssumeRole', 'sts:TagSession'],
    page: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
    checked,
  },
  {
    // the cluster role of EKS Auto Mode
    service: 'eks',
    needs: ['sts:AssumeRole', 'sts:TagSession'],
    page: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html',
    checked,
  },
  {
    service: 'rolesanywhere',
    needs: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    page: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
    checked,
  },
];

/** What is known of a service that passes tags of its own; undefined for the others. */
export function taggingService(service: string): TaggingService | undefined {
  return taggingServices.find((row) => row.service === service);
}

export { sendsSources, sourceRows, type SourceRow } from './services/sources';
