/** A venture as far as deals need it: read from what startup-registry publishes, never changed here. */
export interface VentureCopy {
  /** Missing only while news of a venture has overtaken all that names its centre. */
  centreId?: string;
  /** True while it is published and its consent stands: outsiders may then know of it. */
  discoverable: boolean;
}
