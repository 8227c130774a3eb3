import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { SessionContext } from '../canvas/session-context.tsx';
import type { EditorSession } from '../canvas/session.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Renders into a page of its own, which goes when the test ends. */
export async function render(content: ReactNode): Promise<HTMLElement> {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  await act(async () => root.render(content));
  onTestFinished(async () => {
    await act(async () => root.unmount());
    host.remove();
  });
  return host;
}

/** Renders a part of the flow page; server state is empty and never asked for. */
export async function renderInSession(session: EditorSession, content: ReactNode): Promise<HTMLElement> {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  return render(
    <QueryClientProvider client={client}>
      <SessionContext value={session}>{content}</SessionContext>
    </QueryClientProvider>,
  );
}

/** Types into a field as a person does: React hears of it. */
export async function typeInto(field: Element | null, value: string): Promise<void> {
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) {
    throw new TypeError('There is no such field');
  }
  const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
  await act(async () => {
    // React overrides the field's own `value`; only what goes past it is seen as typing.
    property?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Does something outside React that React hears of. */
export async function perform(change: () => unknown): Promise<void> {
  await act(async () => {
    await change();
  });
}

export async function press(button: Element | null): Promise<void> {
  if (!(button instanceof HTMLElement)) throw new TypeError('There is no such button');
  await act(async () => button.click());
}
