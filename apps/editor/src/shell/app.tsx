import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Navigate, createBrowserRouter } from 'react-router';
import { I18nProvider } from 'react-aria-components';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../api/queries.ts';
import { provideTemporal } from '../provide-temporal.ts';
import { locale } from '../text/locale.ts';
import { FaultPage, NotFoundPage } from './fault-page.tsx';
import { Layout, Loading } from './layout.tsx';

const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: async () => ({ Component: (await import('../pages/sign-in-page.tsx')).SignInPage }),
    hydrateFallbackElement: <Loading />,
    errorElement: <FaultPage />,
  },
  {
    element: <Layout />,
    // Shown while the page's code is on its way.
    hydrateFallbackElement: <Loading />,
    errorElement: <FaultPage />,
    children: [
      { index: true, element: <Navigate to="/flows" replace /> },
      {
        path: 'flows',
        lazy: async () => ({ Component: (await import('../pages/flows-page.tsx')).FlowsPage }),
      },
      {
        path: 'flows/new',
        lazy: async () => ({ Component: (await import('../pages/new-flow-page.tsx')).NewFlowPage }),
      },
      {
        path: 'flows/:id',
        // The canvas and the node types are needed on this page only.
        lazy: async () => {
          const [{ FlowPage }] = await Promise.all([import('../pages/flow-page.tsx'), provideTemporal()]);
          return { Component: FlowPage };
        },
        errorElement: <FaultPage />,
      },
      {
        path: 'devices',
        lazy: async () => ({ Component: (await import('../pages/devices/devices-page.tsx')).DevicesPage }),
      },
      {
        path: 'devices/:id',
        lazy: async () => ({ Component: (await import('../pages/device/device-page.tsx')).DevicePage }),
      },
      {
        path: 'activity',
        lazy: async () => ({
          Component: (await import('../pages/activity/deliveries-page.tsx')).DeliveriesPage,
        }),
      },
      {
        path: 'activity/dead-letters',
        lazy: async () => ({
          Component: (await import('../pages/activity/dead-letters-page.tsx')).DeadLettersPage,
        }),
      },
      {
        path: 'activity/quarantine',
        lazy: async () => ({
          Component: (await import('../pages/activity/quarantine-page.tsx')).QuarantinePage,
        }),
      },
      {
        path: 'activity/audit',
        lazy: async () => ({ Component: (await import('../pages/activity/audit-page.tsx')).AuditPage }),
      },
      {
        path: 'activity/:id',
        lazy: async () => ({ Component: (await import('../pages/activity/delivery-page.tsx')).DeliveryPage }),
      },
      {
        path: 'settings',
        lazy: async () => ({ Component: (await import('../pages/settings/settings-page.tsx')).SettingsPage }),
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

export function App(): ReactNode {
  const [client] = useState(createQueryClient);
  return (
    <I18nProvider {...(locale !== undefined && { locale })}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}
