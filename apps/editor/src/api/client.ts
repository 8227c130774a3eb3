import { ApiError, createApiClient } from '@signalbox/api';
import type { ApiClient } from '@signalbox/api';
import { authorization } from './credential.ts';
import type { ErrorSentence } from '../text/error-sentence.ts';
import { text } from '../text/text.ts';

/** The server that the page came from; the session cookie or the key of this visit speaks for us. */
export const api = apiUntil(null);

/** The same for calls that are given up when the signal is aborted; they then throw its reason. */
export function apiUntil(signal: AbortSignal | null): ApiClient {
  return createApiClient({
    baseUrl: '',
    fetch: (url, init) => fetch(url, { ...init, signal, headers: { ...init.headers, ...authorization() } }),
  });
}

/** Whether the server asks to sign in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 401;
}

/** Whether the server has understood and refused: to ask again is of no use. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && status !== 429;
}

/** Whether somebody saved a newer version. */
export function isVersionConflict(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'version_conflict';
}

/** Whether what was asked for does not exist, or no longer. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'not_found';
}

/** An error in words for people: what the server said, or that it does not answer. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) {
    const { right } = error.problem;
    if (right !== undefined) return text.common.mayNot(text.rights[right]);
    const errors: Readonly<Record<string, ErrorSentence>> = text.errors;
    const sentence = errors[error.problem.code];
    if (sentence !== undefined) return sentence(error.message);
    const fields = (error.problem.errors ?? [])
      .map((fault) => `${fault.path}: ${fault.message}`)
      .filter((fault) => !error.message.includes(fault));
    return [error.message, ...fields].join(' ');
  }
  // `fetch` throws a TypeError when there is no connection.
  if (error instanceof TypeError) return text.common.offline;
  return text.common.unknownError;
}
