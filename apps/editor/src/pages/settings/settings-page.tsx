import type { ReactNode } from 'react';
import { useIsOwner, useMay } from '../../api/rights.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { text } from '../../text/text.ts';
import page from '../page.module.css';
import { KeysSection } from './keys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SecretsSection } from './secrets-section.tsx';
import { UsersSection } from './users-section.tsx';

/** Who may use this server, as far as whoever looks may see it. */
export function SettingsPage(): ReactNode {
  const isOwner = useIsOwner();
  const mayManageKeys = useMay('keys_manage');
  const mayManageSecrets = useMay('secrets_manage');
  return (
    <div className={page['page']}>
      <PageTitle title={text.settings.title} />
      <div className={page['head']}>
        <div className={page['heading']}>
          <h1 className={page['title']}>{text.settings.title}</h1>
          <p className={page['lead']}>{text.settings.lead}</p>
        </div>
      </div>
      {isOwner && <UsersSection />}
      {mayManageKeys && <KeysSection />}
      {mayManageSecrets && <SecretsSection />}
      <PasswordSection />
    </div>
  );
}
