/** The pages of docs/ against the repository: a rule without a test, or a link that leads nowhere, is an untruth that nobody notices. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')

function filesBelow(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')
const pages = ['README.md', 'CHANGELOG.md', ...filesBelow('docs').filter((file) => file.endsWith('.md'))]
/** Of the table in docs/SPEC.md. */
const prefixes = [...read('docs/SPEC.md').matchAll(/^\| (?<ids>[A-Z]{2}(?:, [A-Z]{2})*) \|/gmu)].flatMap((row) => row.groups?.['ids']?.split(', ') ?? [])

test('SY43 every rule is quoted by a test, and every rule that a test quotes is written down', () => {
  const rules = new Set(filesBelow('docs/spec').flatMap((file) => [...read(file).matchAll(/(?:\*\*|^\| )(?<id>[A-Z]{2}\d+)(?:\*\*| \|)/gmu)].map((match) => match.groups?.['id'])))
  const inTests = filesBelow('tests').filter((file) => /\.tsx?$/u.test(file)).flatMap((file) => [...read(file).matchAll(/\b(?<id>(?<prefix>[A-Z]{2})\d+)\b/gu)])
  const quoted = new Set(inTests.filter((match) => prefixes.includes(match.groups?.['prefix'] ?? '')).map((match) => match.groups?.['id']))
  expect(rules.size).toBeGreaterThan(600)
  expect([...rules].filter((id) => !quoted.has(id))).toEqual([])
  expect([...quoted].filter((id) => !rules.has(id))).toEqual([])
})

test('SY43 every link between pages, and every file that a page names by its path, is there', () => {
  const missing = pages.flatMap((page) => {
    const links = [...read(page).matchAll(/\]\((?<target>[^)\s#]+)(?:#[^)]*)?\)/gu)].map((match) => match.groups?.['target'] ?? '').filter((target) => !/^https?:/u.test(target))
    const named = [...read(page).matchAll(/`(?<file>(?:docs|main|renderer|scripts|server|shared|tests)\/[\w./-]+)`/gu)].map((match) => match.groups?.['file'] ?? '')
    return [...links.map((target) => path.join(path.dirname(page), target)), ...named].filter((file) => !fs.existsSync(path.join(root, file))).map((file) => `${page}: ${file}`)
  })
  expect(missing).toEqual([])
})
