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
const prefixes = new Set([...read('docs/SPEC.md').matchAll(/^\| (?<ids>[A-Z]{2}(?:, [A-Z]{2})*) \|/gmu)].flatMap((row) => row.groups?.['ids']?.split(', ') ?? []))

test('SY43 every rule is quoted by a test, and every rule that a test quotes is written down', () => {
  const rules = new Set(filesBelow('docs/spec').flatMap((file) => [...read(file).matchAll(/(?:\*\*|^\| )(?<id>[A-Z]{2}\d+)(?:\*\*| \|)/gmu)].map((match) => match.groups?.['id'])))
  const inTests = filesBelow('tests').filter((file) => /\.tsx?$/u.test(file)).flatMap((file) => [...read(file).matchAll(/\b(?<id>(?<prefix>[A-Z]{2})\d+)\b/gu)])
  const quoted = new Set(inTests.filter((match) => prefixes.has(match.groups?.['prefix'] ?? '')).map((match) => match.groups?.['id']))
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

test('SY43 a folder of the renderer imports those below it, and of the others nothing but what is named', () => {
  // `languages` stands beside them: it takes types of all, and is loaded by the two at the top.
  const levels: Readonly<Record<string, number>> = { languages: -1, base: 0, document: 1, outcomes: 2, editor: 3, app: 5, guest: 5 }
  const ofFeatures = 4
  const levelOf = (folder: string): number => levels[folder] ?? ofFeatures
  const imports = filesBelow('renderer').filter((file) => /^renderer\/[^/]+\/.*\.tsx?$/u.test(file)).flatMap((file) => [...read(file).matchAll(/(?:from |import\()'(?<target>\.[^']+)'/gu)].map((match) => {
    const target = path.relative('renderer', path.join(path.dirname(file), match.groups?.['target'] ?? ''))
    return { file, from: file.split('/')[1] ?? '', to: target.split('/')[0] ?? '', target }
  }))
  const wrong = imports.filter(({ from, to, target }) => from !== to && from !== 'languages' && !target.startsWith('..') && levelOf(to) >= levelOf(from))
  expect(imports.length).toBeGreaterThan(1_000)
  expect([...new Set(wrong.map(({ from, target }) => `${from}: ${target}`))]).toEqual([])
})
