import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme } from './shell/theme.ts';
import { chosenLanguage, languageFor, speakLanguage } from './text/language.ts';
import './ui/tokens.css';
import './ui/base.css';

/** The texts come first: modules of the app keep parts of them. */
async function start(host: Element): Promise<void> {
  applyTheme();
  const wanted = navigator.languages;
  await speakLanguage(languageFor(chosenLanguage(), wanted), wanted);
  const { App } = await import('./shell/app.tsx');
  createRoot(host).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const host = document.querySelector('#app');
if (host === null) throw new Error('index.html has no element with the id "app"');
void start(host);
