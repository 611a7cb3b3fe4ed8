import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'rehearsal/**/*.test.ts'],
    globalSetup: ['src/platform/db/testing/cluster.ts'],
    pool: 'forks',
    // Each file has a database of its own, none changes what it imports: the program is read once a worker, not once a file.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
