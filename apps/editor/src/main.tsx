import { StrictMode } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { applyTheme } from './shell/theme.ts';
import { chosenLanguage, languageFor, speakLanguage } from './text/language.ts';
import { text } from './text/text.ts';
import './ui/tokens.css';
import './ui/base.css';

/** The texts come first: modules of the app keep parts of them. */
async function start(host: Element): Promise<void> {
  applyTheme();
  // The page's policy forbids making functions of text; trying it is reported as a breach.
  config({ jitless: true });
  const wanted = navigator.languages;
  await speakLanguage(languageFor(chosenLanguage(), wanted), wanted);
  const App = await loadApp();
  createRoot(host).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

async function loadApp(): Promise<ComponentType> {
  try {
    return (await import('./shell/app.tsx')).App;
  } catch (error) {
    reportError(error);
    return NotLoaded;
  }
}

/** Plain: of the controls of the app nothing is there. */
function NotLoaded(): ReactNode {
  return (
    <main>
      <h1>{text.product}</h1>
      <p role="alert">{text.shell.notLoaded}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {text.shell.reload}
      </button>
    </main>
  );
}

const host = document.querySelector('#app');
if (host === null) throw new Error('index.html has no element with the id "app"');
void start(host);
