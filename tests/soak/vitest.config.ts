import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../..')
process.env['NODE_COMPILE_CACHE'] ??= path.join(root, 'node_modules', '.cache', 'minuta-compiled')

/** The long run of the whole product; never part of `npm test`. */
export default defineConfig({ root, test: { include: ['tests/soak/**/*.test.ts'], environment: 'node', testTimeout: 900_000, hookTimeout: 900_000 } })
