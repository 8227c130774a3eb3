import type { ReactNode } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Stands where a page failed. */
export function FaultPage(): ReactNode {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <Notice
      tone="danger"
      title={text.shell.crashed}
      actions={<Button onPress={() => window.location.reload()}>{text.shell.reload}</Button>}
    >
      {error instanceof Error ? error.message : text.common.unknownError}
    </Notice>
  );
}

export function NotFoundPage(): ReactNode {
  return (
    <Notice title={text.common.notFound}>
      <a href="/">{text.common.backToFlows}</a>
    </Notice>
  );
}
