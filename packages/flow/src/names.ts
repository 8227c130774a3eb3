/** Names of what nodes refer to by number, as far as they are known. */
export interface Names {
  geofence(id: number): string | undefined;
}
