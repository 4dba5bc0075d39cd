/** What can be read in every theme, from the tokens and the style sheets themselves: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { deskColors } from '../../../shared/ipc/appearance.ts'
import { accentByNight, accentOf } from '../../../shared/render/accent.ts'
import { htmlStyle } from '../../../shared/render/html/html-style.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')
const renderer = path.join(root, 'renderer')
const kinds = ['decision', 'action', 'proposal', 'recommendation', 'question', 'parked', 'quote', 'announcement', 'document', 'vote']
const peers = Array.from({ length: 10 }, (_, index) => `peer-${index}`)

/** Red, green and blue, 0 to 255. */
type Color = readonly number[]
type Tokens = ReadonlyMap<string, string>

/** A colour of `tokens.css` by its name, or `mix(name, percent)`, which lies over the ground. */
type Paint = string

/** Words and the grounds that they stand on. */
const words: readonly (readonly [text: Paint, grounds: readonly Paint[]])[] = [
  ['ink', ['paper', 'desk', 'desk-2', 'accent-weak', 'warn-weak', 'danger-weak', 'mark', ...kinds.map((kind) => `kind-${kind}-weak`)]],
  ['ink-2', ['paper', 'desk', 'desk-2', 'accent-weak', 'warn-weak', 'mark', ...kinds.map((kind) => `kind-${kind}-weak`)]],
  // Under the pointer, as a cell, as confidential, marked by another; by oneself, where all words take the colour of the first.
  ...['ink', 'ink-2'].flatMap((text) =>
    ['paper', 'desk'].map((ground) => [text, ['mix(ink, 5)', 'mix(ink, 7)', 'mix(accent, 14)', 'mix(warn, 6)', ...peers.map((peer) => `mix(${peer}, 15)`)].map((mix) => `${mix} over ${ground}`)] as const),
  ),
  ['ink', ['paper', 'desk', ...kinds.map((kind) => `kind-${kind}-weak`)].flatMap((ground) => [`mix(accent, 24) over ${ground}`, `mix(ink, 12) over ${ground}`])],
  ...['ink', 'ink-2'].map((text) => [text, ['mix(accent-weak, 55) over paper']] as const),
  ['accent', ['paper', 'desk', 'mark', ...kinds.map((kind) => `kind-${kind}-weak`)]],
  ['accent-strong', ['paper', 'desk', 'accent-weak']],
  ['on-accent', ['accent', 'accent-strong', 'danger', 'danger-strong']],
  ['ok', ['paper', 'desk', 'ok-weak']],
  ['warn', ['paper', 'desk', 'warn-weak', 'mix(warn, 6) over paper']],
  ['danger', ['paper', 'desk']],
  ['danger-strong', ['paper', 'danger-weak']],
  ['on-float', ['float', 'mix(on-float, 16) over float']],
  ['on-float-2', ['float']],
  ...kinds.map((kind) => [`kind-${kind}`, ['paper', 'desk', 'accent-weak', `kind-${kind}-weak`]] as const),
  ['on-peer', peers],
  ['qr-ink', ['qr-paper']],
]

/** Marks that mean something without words, and edges of controls. */
const marks: readonly (readonly [mark: Paint, grounds: readonly Paint[]])[] = [
  ['control-line', ['paper', 'desk']],
  ['ink-2', ['paper', 'desk']],
  ['accent', ['paper', 'desk', 'desk-2', 'accent-weak']],
  ['focus', ['paper', 'desk', 'accent-weak', ...kinds.map((kind) => `kind-${kind}-weak`)]],
  ['focus-on-float', ['float']],
  ['ok', ['paper', 'desk']],
  ['warn', ['paper', 'desk']],
  ['danger', ['paper', 'desk']],
  ['kind-vote', ['desk-2']],
  ...peers.map((peer) => [peer, ['paper', ...kinds.map((kind) => `kind-${kind}-weak`)]] as const),
]

/** Beside the words of a page: hairlines, which count where somebody asks for more contrast. */
const hairlines: typeof marks = [['line', ['paper', 'desk']]]

/** What is printed stays light in a dark window: words and marks by day on the dimmed sheet. */
const onSheet = ['ink', 'ink-2', 'accent', 'accent-strong', 'warn', 'danger', 'ok', ...kinds.map((kind) => `kind-${kind}`)]

describe.each([
  { theme: 'light', scheme: 0, isMore: false, text: 4.5, mark: 3 },
  { theme: 'dark', scheme: 1, isMore: false, text: 4.5, mark: 3 },
  { theme: 'light with more contrast', scheme: 0, isMore: true, text: 7, mark: 4.5 },
  { theme: 'dark with more contrast', scheme: 1, isMore: true, text: 7, mark: 4.5 },
] as const)('$theme', ({ scheme, isMore, text, mark }) => {
  const tokens = tokensOf(scheme, isMore)

  test(`UI111 words stand ${text} to 1 from their ground`, () => {
    expect(tooNear(tokens, words, text)).toEqual([])
  })

  test(`UI111 marks and edges of controls stand ${mark} to 1 from their ground`, () => {
    expect(tooNear(tokens, isMore ? [...marks, ...hairlines] : marks, mark)).toEqual([])
  })

  test('UI111 a tint and its ground are two', () => {
    const tints = ['accent-weak', 'ok-weak', 'warn-weak', 'danger-weak', 'mark', ...kinds.map((kind) => `kind-${kind}-weak`)]
    expect(tooNear(tokens, tints.map((tint) => [tint, ['paper']] as const), 1.05)).toEqual([])
    expect(tooNear(tokens, [['desk', ['paper']], ['float', ['paper', 'desk']], ['line', ['paper', 'desk']]], 1.05)).toEqual([])
  })
})

test('UI111 people are of equal lightness, in each theme', () => {
  for (const scheme of [0, 1] as const) {
    const distances = peers.map((peer) => contrast(paint(tokensOf(scheme, false), peer), paint(tokensOf(scheme, false), 'paper')))
    expect(Math.max(...distances) / Math.min(...distances)).toBeLessThan(1.5)
  }
})

test('UI113 the sheet that will be printed can be read where it lies in a dark window, and shines less than paper by day', () => {
  const tokens = tokensOf(0, false)
  expect(tooNear(tokens, onSheet.map((token) => [token, ['sheet']] as const), 4.5)).toEqual([])
  expect(tooNear(tokens, ['ink', 'ink-2', 'accent'].map((token) => [token, ['sheet-desk', 'mix(ink, 7) over sheet']] as const), 4.5)).toEqual([])
  expect(tooNear(tokens, ['sheet-control-line', 'focus'].map((token) => [token, ['sheet', 'sheet-desk']] as const), 3)).toEqual([])
  expect(luminance(paint(tokens, 'sheet'))).toBeLessThan(luminance(paint(tokens, 'paper')))
})

test('UI112 no style sheet but the tokens names a colour of its own', () => {
  const named = styleSheets().flatMap(({ name, rules }) =>
    [...rules.matchAll(/(?<=:[^;{}]*)(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|light-dark)\(|\b(?:white|black|gr[ae]y|red|green|blue|yellow|orange)\b(?!-))/giu)].map(([color]) => `${name}: ${color}`),
  )
  expect(named).toEqual([])
})

test('UI112 every token that a style sheet writes or fills with is among the pairs above, and so is every pair that one rule names', () => {
  const own = new Set(['kind', 'kind-weak', 'peer', 'letterhead', 'foreign-ink', 'panel', 'veil', 'plate', 'sheet', 'line'])
  const texts = new Set(words.map(([text]) => text))
  const fills = new Set([...words, ...marks].flatMap(([text, grounds]) => [text, ...grounds]))
  const pairs = new Set(words.flatMap(([text, grounds]) => grounds.map((ground) => `${text} on ${ground}`)))
  // The tick itself; its box has the ground of the accent when there is one.
  const elsewhere = new Set(['on-accent on paper'])
  const missing: string[] = []
  for (const { name, rules } of styleSheets()) {
    for (const [, block = ''] of rules.matchAll(/\{(?<block>[^{}]*)\}/gu)) {
      const text = tokenOf(block, /(?:^|[\s;])color:\s*var\(--(?<token>[a-z0-9-]+)\)/u)
      const fill = tokenOf(block, /background(?:-color)?:\s*var\(--(?<token>[a-z0-9-]+)[),]/u)
      if (text !== null && !own.has(text) && !texts.has(text)) missing.push(`${name}: words in ${text}`)
      if (fill !== null && !own.has(fill) && !fills.has(fill)) missing.push(`${name}: a ground of ${fill}`)
      if (text === null || fill === null || own.has(text) || own.has(fill)) continue
      const pair = `${text} on ${fill}`
      if (!pairs.has(pair) && !elsewhere.has(pair)) missing.push(`${name}: ${pair}`)
    }
  }
  expect(missing).toEqual([])
})

test('UI115 a window, the bar of a browser and the start of the installed page have the colour of the desk', () => {
  for (const [scheme, wish] of ['light', 'dark'].entries()) {
    const desk = deskColors[wish as keyof typeof deskColors]
    expect(tokensOf(scheme as 0 | 1, false).get('desk')).toBe(desk)
    expect(read('guest.html')).toContain(`<meta name="theme-color" content="${desk}" media="(prefers-color-scheme: ${wish})" data-scheme="${wish}" />`)
  }
  // A manifest knows one colour: the one by day.
  const build = fs.readFileSync(path.join(root, 'scripts', 'build.mjs'), 'utf8')
  expect([...build.matchAll(/_color: '(?<color>#[0-9a-f]{6})'/gu)].map(({ groups }) => groups?.['color'])).toEqual([deskColors.light, deskColors.light])
})

test('UI114 minutes as HTML can be read by day and by night, whatever colour the letterhead has, and only a screen turns dark', () => {
  const [, before = '', night = '', after = ''] = /^(?<before>.*?)@media screen and \(prefers-color-scheme:dark\)\{(?<night>.*?)\}\n(?<after>.*)$/su.exec(htmlStyle) ?? []
  expect(after).not.toContain('prefers-color-scheme')
  const day = customProperties(before)
  const looks = [{ tokens: day, accentFor: accentOf }, { tokens: new Map([...day, ...customProperties(night)]), accentFor: accentByNight }]
  const letterheads = ['', '#000000', '#1f3864', '#7a1f5c', '#ffff00', '#ffffff', '#9ad0f5']
  for (const { tokens, accentFor } of looks) {
    expect(tooNear(tokens, [['ink', ['paper', 'desk', 'accent-weak', 'mark']], ['ink-2', ['paper', 'desk', 'accent-weak']], ['accent', ['paper', 'accent-weak']]], 4.5)).toEqual([])
    for (const color of letterheads.slice(1)) {
      const { strong, weak } = accentFor({ logo: null, color, footer: '' })
      const own = new Map([...tokens, ['accent', strong], ['accent-weak', weak]])
      // 4.5 on white is a little less on paper that is not quite white.
      expect(tooNear(own, [['ink', ['accent-weak']], ['ink-2', ['accent-weak']], ['accent', ['paper']]], 4.35)).toEqual([])
    }
  }
})

function read(name: string): string {
  return fs.readFileSync(path.join(renderer, name), 'utf8')
}

/** Every style sheet of ours but the tokens, without comments and without what forced colours change. */
function styleSheets(): { readonly name: string; readonly rules: string }[] {
  return fs
    .readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css') && !name.endsWith('tokens.css'))
    .map((name) => ({ name, rules: withoutBlock(read(name).replaceAll(/\/\*.*?\*\//gsu, ''), '@media (forced-colors: active)') }))
}

function tokenOf(block: string, pattern: RegExp): string | null {
  return pattern.exec(block)?.groups?.['token'] ?? null
}

/** The values of `tokens.css` in one theme. `scheme`: which of the two of `light-dark()`. */
function tokensOf(scheme: 0 | 1, isMore: boolean): Tokens {
  const css = read('base/look/tokens.css').replaceAll(/\/\*.*?\*\//gsu, '')
  const more = blockOf(css, '@media (prefers-contrast: more)')
  const base = css.slice(0, css.indexOf('@media'))
  return new Map(
    [...customProperties(isMore ? base + more : base)].map(([name, value]) => {
      const both = /^light-dark\((?<day>[^,]+), (?<night>.+)\)$/u.exec(value)?.groups
      return [name, both === undefined ? value : ([both['day'], both['night']][scheme] ?? '')]
    }),
  )
}

/** The last value of each. */
function customProperties(css: string): Tokens {
  return new Map([...css.matchAll(/--(?<name>[a-z0-9-]+):\s*(?<value>[^;}]+)(?:[;}]|$)/gu)].map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']))
}

/** What stands between the braces after `head`; a missing one throws. */
function blockOf(css: string, head: string): string {
  const start = css.indexOf('{', css.indexOf(head))
  if (!css.includes(head)) throw new Error(`no ${head}`)
  let depth = 0
  for (let at = start; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1
    if (css[at] === '}') depth -= 1
    if (depth === 0) return css.slice(start + 1, at)
  }
  throw new Error(`${head} does not end`)
}

function withoutBlock(css: string, head: string): string {
  return css.includes(head) ? css.replace(blockOf(css, head), '') : css
}

/** `name`, or `mix(name, percent) over name`. */
function paint(tokens: Tokens, name: Paint): Color {
  const mixed = /^mix\((?<over>[a-z0-9-]+), (?<percent>\d+)\) over (?<ground>[a-z0-9-]+)$/u.exec(name)?.groups
  if (mixed !== undefined) {
    const [over, ground] = [paint(tokens, mixed['over'] ?? ''), paint(tokens, mixed['ground'] ?? '')]
    const share = Number(mixed['percent']) / 100
    return ground.map((channel, at) => (over[at] ?? 0) * share + channel * (1 - share))
  }
  const value = tokens.get(name)
  if (value === undefined || !/^#[0-9a-f]{6}$/u.test(value)) throw new Error(`--${name} is no colour: ${value ?? 'missing'}`)
  return [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16))
}

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function tooNear(tokens: Tokens, pairs: readonly (readonly [Paint, readonly Paint[]])[], atLeast: number): string[] {
  return pairs.flatMap(([mark, grounds]) =>
    grounds.flatMap((ground) => {
      const ratio = contrast(paint(tokens, mark), paint(tokens, ground))
      return ratio < atLeast ? [`${mark} on ${ground}: ${ratio.toFixed(2)}`] : []
    }),
  )
}
