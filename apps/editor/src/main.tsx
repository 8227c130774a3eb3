import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { applyTheme } from './shell/theme.ts';
import './ui/tokens.css';
import './ui/base.css';

applyTheme();
const host = document.querySelector('#app');
if (host === null) throw new Error('index.html has no element with the id "app"');
createRoot(host).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
