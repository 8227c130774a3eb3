import { useQueryClient } from '@tanstack/react-query';
import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink, useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { api } from '../api/client.ts';
import { rememberKey } from '../api/credential.ts';
import { forgetDraftCopies } from '../document/draft-copies.ts';
import { LANGUAGES, LANGUAGE_NAMES, chooseLanguage } from '../text/language.ts';
import type { Language } from '../text/language.ts';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import { Menu } from '../ui/menu.tsx';
import { saveAll } from './before-reload.ts';
import { THEMES, chooseTheme, themeStore } from './theme.ts';
import styles from './top-bar.module.css';

const PAGES = [
  { to: '/flows', label: text.pages.flows },
  { to: '/devices', label: text.pages.devices },
  { to: '/activity', label: text.pages.activity },
  { to: '/settings', label: text.pages.settings },
] as const;

export function TopBar(): ReactNode {
  return (
    <header className={styles['bar']}>
      <NavLink to="/" className={classNames(styles['product'])}>
        <img src="/icon.svg" alt="" width={22} height={22} />
        {text.product}
      </NavLink>
      <nav aria-label={text.shell.mainNavigation} className={styles['pages']}>
        {PAGES.map((page) => (
          <NavLink key={page.to} to={page.to} className={classNames(styles['page'])}>
            {page.label}
          </NavLink>
        ))}
      </nav>
      <LanguageMenu />
      <ThemeMenu />
      <SignOutButton />
    </header>
  );
}

/** Loads the page anew, since its modules keep texts. What cannot be saved waits in this tab. */
async function speakFromNowOn(language: Language | null): Promise<void> {
  chooseLanguage(language);
  await saveAll();
  location.reload();
}

function LanguageMenu(): ReactNode {
  return (
    <Menu
      label={text.shell.language}
      icon={Languages}
      actions={[
        { id: 'system', title: text.shell.languageSystem, run: () => void speakFromNowOn(null) },
        ...LANGUAGES.map((id) => ({ id, title: LANGUAGE_NAMES[id], run: () => void speakFromNowOn(id) })),
      ]}
    />
  );
}

const THEME_TEXT = {
  system: text.shell.themeSystem,
  light: text.shell.themeLight,
  dark: text.shell.themeDark,
} as const;

const THEME_ICON = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeMenu(): ReactNode {
  const theme = useStore(themeStore, (state) => state.theme);
  const Icon = THEME_ICON[theme];
  return (
    <Menu
      label={text.shell.theme}
      icon={Icon}
      actions={THEMES.map((id) => ({ id, title: THEME_TEXT[id], run: () => chooseTheme(id) }))}
    />
  );
}

function SignOutButton(): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  async function signOut(): Promise<void> {
    await api.signOut().catch(() => undefined);
    rememberKey(null);
    forgetDraftCopies(sessionStorage);
    client.clear();
    await navigate('/sign-in');
  }
  return (
    <button type="button" className={styles['sign-out']} onClick={() => void signOut()}>
      {text.shell.signOut}
    </button>
  );
}
