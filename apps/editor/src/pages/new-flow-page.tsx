import type { ReactNode } from 'react';
import { api, errorText } from '../api/client.ts';
import { useMay } from '../api/rights.ts';
import { useAction } from '../api/use-action.ts';
import { BackLink } from '../shell/back-link.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import type { FlowTemplate } from '../templates/catalogue.ts';
import { TemplateGallery } from '../templates/template-gallery.tsx';
import { text } from '../text/text.ts';
import { Banner } from '../ui/notice.tsx';
import styles from './page.module.css';
import { useOpenFlow } from './use-open-flow.ts';

/** Where a flow begins: blank or from a template. */
export function NewFlowPage(): ReactNode {
  const mayWrite = useMay('flows_write');
  const open = useOpenFlow();
  const create = useAction({
    mutationFn: (template: FlowTemplate | null) =>
      api.createFlow({ body: template?.flow ?? { title: text.flows.untitled, nodes: [], edges: [] } }),
    onSuccess: (flow) => open(flow.id),
  });
  return (
    <div className={styles['page']}>
      <PageTitle title={text.templates.title} />
      <BackLink to="/flows">{text.templates.back}</BackLink>
      <div className={styles['head']}>
        <div className={styles['heading']}>
          <h1 className={styles['title']}>{text.templates.title}</h1>
          <p className={styles['lead']}>{text.templates.lead}</p>
        </div>
      </div>
      {create.isError && <Banner tone="danger">{errorText(create.error)}</Banner>}
      {mayWrite ? (
        <TemplateGallery onChoose={create.mutate} isDisabled={create.isPending || create.isSuccess} />
      ) : (
        <p>{text.flows.mayNotCreate(text.rights.flows_write)}</p>
      )}
    </div>
  );
}
