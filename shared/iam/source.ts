/** What a whole table was compared with. */
export interface Source {
  /** The page or repository that it is from. */
  readonly page: string;
  /** When that was last read, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly checked: string;
}
