import type { Session } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { api, isSignedOut } from '../api/client.ts';
import { rememberKey } from '../api/credential.ts';
import { queries } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';

/** What somebody signs in with. */
export type Credential =
  | { readonly login: string; readonly password: string }
  | { readonly tokenOrKey: string };

/** Opens a session and goes on to the page that was asked for. */
export function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  return useAction({
    mutationFn: openSession,
    onSuccess: async (session) => {
      client.setQueryData(queries.session.queryKey, session);
      await navigate(pageBefore(location.state), { replace: true });
    },
  });
}

/** A text that is no link's token may be a key, which is tried on the session that it would give. */
async function openSession(credential: Credential): Promise<Session> {
  rememberKey(null);
  if ('login' in credential) return api.signIn({ body: { ...credential } });
  const { tokenOrKey } = credential;
  try {
    return await api.signIn({ body: { token: tokenOrKey } });
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
  try {
    rememberKey(tokenOrKey);
    return await api.getSession();
  } catch (error) {
    rememberKey(null);
    throw error;
  }
}

/** Where the visitor wanted to go before signing in. */
function pageBefore(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && from.startsWith('/') ? from : '/';
}
