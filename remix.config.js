/** The framework's options; vite.config.ts hands them to Remix's Vite plugin. */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ignoredRouteFiles: ['**/*.css', '**/*.test.ts'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    // Off on purpose: both transports carry open advisories upstream (docs/security.md).
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
