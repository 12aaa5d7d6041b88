import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: [],
    testTimeout: 30_000,
    // No module keeps what would change an answer; loading all of them anew for each file takes longer than the tests.
    isolate: false,
  },
});
