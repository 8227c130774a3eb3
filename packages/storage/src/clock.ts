/** Server time, handed in so that tests own it. */
export interface Clock {
  /** Unix ms. */
  now(): number;
}
