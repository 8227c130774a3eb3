const SECRET_NAME = /auth|token|secret|passw|api[-_]?key|access[-_]?key|cookie|signature|credential/i;
const USER_INFO = /^(https?:\/\/)[^/?#\s]*@/i;
const QUERY_FIELD = /([?&])([^=&#\s]+)=([^&#\s]*)/g;

/** Whether a header or field of this name holds a credential more often than not. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * A URL without its user part, and with the values of query fields that are named like credentials
 * replaced. It need not be a valid one: templates stand in URLs too.
 * @param shown what stands in place of such a value
 */
export function hideUrlSecrets(url: string, shown: string): string {
  return url
    .replace(USER_INFO, '$1')
    .replace(QUERY_FIELD, (field: string, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=${shown}` : field,
    );
}
