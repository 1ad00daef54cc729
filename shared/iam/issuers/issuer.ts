/** An issuer of OIDC tokens, and how its tokens tell whose they are. */
export interface Issuer {
  readonly name: string;
  /** What matches its URL without the scheme, whatever the letter case; a group holds what the URL says of the tenant. */
  readonly host: RegExp;
  /** Whether tokens of everybody's come from this URL, so that it proves nothing about the tenant. */
  readonly shared: boolean;
  /**
   * What keeps strangers out: the subject, the audience (each application has a client id of its own), or the name of
   * the session. `unknown` for an issuer that no row names.
   */
  readonly tenancy: 'subject' | 'audience' | 'session name' | 'unknown';
  /** Who has its tokens: jobs and workloads, people of one's own, or anybody who uses an application. */
  readonly holders: 'machines' | 'workforce' | 'customers';
  /** What `sub` looks like, as templates of `form`; several where the issuer's customers may choose. */
  readonly subject: readonly string[];
  /** What the subject looks like where a number follows each name, which nobody else can have after the name is free. */
  readonly numbered?: readonly string[];
  /** A subject of somebody else's; `<issuer>` stands for what the URL says. */
  readonly stranger: string;
  /** The claim that names the application, and what it usually holds. */
  readonly audience: { readonly claim: 'aud' | 'app_id'; readonly usual: readonly string[] };
  /** Claims beside the subject that tell a tenant or a project, as templates of `form`. */
  readonly pins: { readonly [claim: string]: string };
  /** The condition key that IAM insists on, where it insists: a claim, or a key of STS with its prefix. */
  readonly required?: string;
  /** Whether IAM takes a claim in place of the required one. */
  readonly instead?: readonly string[];
  readonly source: string;
  /** The month in which the page was last read for this row; undefined where the row was not read again. */
  readonly checked?: string;
}

type Row = Pick<Issuer, 'name' | 'host' | 'subject' | 'stranger' | 'source'> &
  Partial<Omit<Issuer, 'audience'>> & { readonly aud?: readonly string[] };

/** A row with the usual filled in: a shared issuer of machines whose subject tells the tenant. */
export function issuer({ aud = ['sts.amazonaws.com'], ...row }: Row): Issuer {
  return {
    shared: true,
    tenancy: 'subject',
    holders: 'machines',
    audience: { claim: 'aud', usual: aud },
    pins: {},
    ...row,
  };
}
