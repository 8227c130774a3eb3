import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMay } from '../../api/rights.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { text } from '../../text/text.ts';
import { classNames } from '../../ui/class-names.ts';
import page from '../page.module.css';
import styles from './activity.module.css';
import { PauseAllButton } from './pause-all.tsx';

const words = text.activity;

interface ActivityFrameProps {
  readonly lead: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** What the views of the activity page have in common. */
export function ActivityFrame({ lead, aside, children }: ActivityFrameProps): ReactNode {
  const mayReadDeliveries = useMay('deliveries_read');
  const mayReadDevices = useMay('devices_read');
  const mayReadAudit = useMay('audit_read');
  const views = [
    { to: '/activity', title: words.deliveries, isShown: mayReadDeliveries },
    { to: '/activity/dead-letters', title: words.deadLetters, isShown: mayReadDeliveries },
    { to: '/activity/quarantine', title: words.quarantine, isShown: mayReadDevices },
    { to: '/activity/audit', title: words.audit, isShown: mayReadAudit },
  ];
  return (
    <div className={page['page']}>
      <PageTitle title={words.title} />
      <div className={page['head']}>
        <div className={page['heading']}>
          <h1 className={page['title']}>{words.title}</h1>
          <p className={page['lead']}>{lead}</p>
        </div>
        {aside}
        <PauseAllButton />
      </div>
      <nav aria-label={words.views} className={styles['tabs']}>
        {views
          .filter(({ isShown }) => isShown)
          .map(({ to, title }) => (
            <NavLink key={to} to={to} end className={classNames(styles['tab'])}>
              {title}
            </NavLink>
          ))}
      </nav>
      {children}
    </div>
  );
}
