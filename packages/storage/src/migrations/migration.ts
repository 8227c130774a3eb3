/** One step from the version before to `version`. Once released it never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
