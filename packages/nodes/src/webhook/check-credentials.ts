import type { FieldProblem } from '@signalbox/flow';
import { hideBodySecrets, hideUrlSecrets, isPlaceholder, isSecretName } from '@signalbox/flow';

interface Texts {
  readonly url: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly body: string | null;
}

const ADVICE = 'keep it as a secret in the settings and write {{secret.NAME}} in its place';

/** Warns of what reads like a credential that is written out, where everybody who sees the flow sees it. */
export function checkCredentials({ url, headers, body }: Texts): readonly FieldProblem[] {
  return [
    ...(hideUrlSecrets(url, '') === url ? [] : [warn('url', 'the URL seems to hold a credential')]),
    ...headers.flatMap(({ key, value }, index) =>
      isOpenCredential(key, value)
        ? [warn(`headers[${index}].value`, `${key} seems to hold a credential`)]
        : [],
    ),
    ...(body === null || hideBodySecrets(body, '') === body
      ? []
      : [warn('body', 'the body seems to hold a credential')]),
  ];
}

function isOpenCredential(key: string, value: string): boolean {
  return isSecretName(key) && value !== '' && !isPlaceholder(value);
}

function warn(path: string, what: string): FieldProblem {
  return { severity: 'warning', path, message: `${what}; ${ADVICE}`, code: 'credential' };
}
