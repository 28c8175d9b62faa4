/** A centre as far as votes need it: read from what startup-registry publishes, never changed here. */
export interface CentreCopy {
  /** ISO date of its opening, as far as it is known. */
  openedOn: string;
}
