import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme } from './shell/theme.ts';
import { chosenLanguage, languageFor, speakLanguage } from './text/language.ts';
import './ui/tokens.css';
import './ui/base.css';

applyTheme();
const host = document.querySelector('#app');
if (host === null) throw new Error('index.html has no element with the id "app"');
const wanted = navigator.languages;
await speakLanguage(languageFor(chosenLanguage(), wanted), wanted);
// Only now: its modules keep parts of the texts.
const { App } = await import('./shell/app.tsx');
createRoot(host).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
