// Runs inside the substitute runtime of electron-fallback.mjs, in place of Electron's own default app: the first argument that
// is not an option is the app to load; -r/--require modules come first (test drivers use that).
// Top-level await on purpose: Electron then holds 'ready' back until the app's own code has run, and schemes can be registered.
import { app } from 'electron'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

process.defaultApp = true
const args = process.argv.slice(1)
const required = []
let target
for (let index = 0; index < args.length; index++) {
  const arg = args[index]
  if (arg === '-r' || arg === '--require') {
    index += 1
    required.push(args[index])
  } else if (arg.startsWith('--require=')) {
    required.push(arg.slice('--require='.length))
  } else if (!arg.startsWith('-')) {
    target = path.resolve(arg)
    process.argv.splice(1, index)
    break
  }
}
if (target === undefined) {
  console.error('usage: electron PATH')
  process.exit(2)
}
const require = createRequire(path.join(process.cwd(), 'noop.js'))
for (const name of required) require(name)
const description = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
app.setVersion(description.version)
app.setName(description.productName ?? description.name)
if (description.desktopName) app.setDesktopName(description.desktopName)
app.setAppPath(target)
try {
  await import(pathToFileURL(path.join(target, description.main)).href)
} catch (error) {
  console.error('The app threw an error while loading:', error)
  process.exit(1)
}
