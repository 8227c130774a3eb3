/** Unix ms as ISO 8601 in UTC. */
export function instantOf(time: number): string {
  return new Date(time).toISOString();
}
