import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { nodeTypes } from '../canvas/node-types.ts';
import { errorText, isMissing } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { NotFoundPage } from '../shell/fault-page.tsx';
import { text } from '../text/text.ts';
import { Notice } from '../ui/notice.tsx';
import { FlowEditor } from './flow-editor.tsx';
import styles from './flow-page.module.css';

export function FlowPage(): ReactNode {
  const id = Number(useParams()['id']);
  return Number.isInteger(id) && id > 0 ? <OpenFlow key={id} id={id} /> : <NotFoundPage />;
}

function OpenFlow({ id }: { readonly id: number }): ReactNode {
  // Read anew on each visit, and then left alone: the document on screen is the user's.
  const flow = useQuery({
    ...queries.flow(id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const rights = useQuery(queries.session).data?.rights ?? [];
  if (flow.isError) {
    const actions = <Link to="/flows">{text.common.backToFlows}</Link>;
    if (isMissing(flow.error)) return <Notice title={text.editor.missing} actions={actions} />;
    return (
      <Notice tone="danger" title={text.editor.failedToOpen} actions={actions}>
        {errorText(flow.error)}
      </Notice>
    );
  }
  if (flow.data === undefined || !flow.isFetchedAfterMount) {
    return <p className={styles['loading']}>{text.common.loading}</p>;
  }
  return <FlowEditor flow={flow.data} library={nodeTypes} rights={rights} />;
}
