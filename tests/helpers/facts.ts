/**
 * Checks exported text against a list of facts about a meeting: what every export must say, must not say, and who said what.
 * The rules are data (a facts file), so the same matcher serves our own sample and any other meeting.
 */
import fs from 'node:fs'

/** `some a precedes b by at most n characters, with none of x between`. */
type Bind = readonly [a: string, b: string, n: number, x: readonly string[]]
/** `some occurrence of a and of b start and end within n characters`. */
type Near = readonly [a: string, b: string, n: number]

export type Fact = {
  readonly id: string
  readonly statement: string
  readonly must?: readonly string[]
  readonly must_ci?: readonly string[]
  readonly must_re?: readonly string[]
  readonly must_not_re?: readonly string[]
  readonly bind?: readonly Bind[]
  readonly near?: readonly Near[]
  /** First occurrences in this order; with `within`, all inside one window of that many characters; `case: 'i'` ignores case. */
  readonly order?: readonly string[]
  readonly within?: number
  readonly case?: string
  /** Looked for before any folding: no-break spaces and curly quotes count. */
  readonly raw?: readonly string[]
}

export type ExportKind = 'pdf' | 'docx' | 'md' | 'html'

/** Reads the facts of a file: `{ "facts": [...] }` or a bare list. */
export function readFacts(file: string): readonly Fact[] {
  const content = JSON.parse(fs.readFileSync(file, 'utf8')) as readonly Fact[] | { readonly facts: readonly Fact[] }
  return 'facts' in content ? content.facts : content
}

/** One line per rule that does not hold in `text`; empty when all hold. */
export function failedFacts(facts: readonly Fact[], text: string, kind: ExportKind): readonly string[] {
  return facts.flatMap((fact) => failures(fact, text, kind).map((failure) => `${fact.id}: ${failure} (${fact.statement})`))
}

/** NFC, no soft hyphens, one space for any white space, straight quotes: on text and rules alike. */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\u00AD', '')
    .replace(/(\p{L}-)\r?\n(?=\p{L})/gu, '$1')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/\s+/g, ' ')
}

/** Exact code points; only runs of space, tab and line ends are one space. */
function collapse(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, ' ')
}

function failures(fact: Fact, original: string, kind: ExportKind): readonly string[] {
  const text = foldText(original)
  const folded = (strings: readonly string[] | undefined): readonly string[] => (strings ?? []).map((string) => foldText(string))
  const said = (rule: string, holds: boolean): readonly string[] => (holds ? [] : [rule])
  return [
    ...folded(fact.must).flatMap((string) => said(`must say “${string}”`, text.includes(string))),
    ...folded(fact.must_ci).flatMap((string) => said(`must say “${string}” in any case`, text.toLowerCase().includes(string.toLowerCase()))),
    ...(fact.must_re ?? []).flatMap((pattern) => said(`must match ${pattern}`, new RegExp(pattern, 'u').test(text))),
    ...(fact.must_not_re ?? []).flatMap((pattern) => said(`must not match ${pattern}`, !new RegExp(pattern, 'u').test(text))),
    ...(fact.bind ?? []).flatMap(([a, b, n, x]) => said(`“${a}” must lead to “${b}”`, isBound(text, foldText(a), foldText(b), n, folded(x)))),
    ...(fact.near ?? []).flatMap(([a, b, n]) => said(`“${a}” must be near “${b}”`, isNear(text, foldText(a), foldText(b), n))),
    ...(fact.order === undefined ? [] : said('must come in order', isOrdered(text, folded(fact.order), fact))),
    ...(fact.raw ?? []).flatMap((string) => {
      // A PDF has no code point for a space that is only a distance.
      if (kind === 'pdf' && string.includes('\u00A0')) return []
      return said(`must hold “${string}” exactly`, collapse(original).includes(collapse(string)))
    }),
  ]
}

function occurrences(text: string, string: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(string); at !== -1; at = text.indexOf(string, at + 1)) found.push(at)
  return found
}

function isBound(text: string, a: string, b: string, n: number, between: readonly string[]): boolean {
  return occurrences(text, a).some((start) => {
    const end = start + a.length
    return occurrences(text, b).some((at) => at >= end && at - end <= n && !between.some((string) => text.slice(end, at).includes(string)))
  })
}

function isNear(text: string, a: string, b: string, n: number): boolean {
  return occurrences(text, a).some((first) =>
    occurrences(text, b).some((second) => Math.max(0, second - (first + a.length), first - (second + b.length)) <= n),
  )
}

function isOrdered(text: string, strings: readonly string[], { within, case: caseRule }: Fact): boolean {
  const fold = (string: string): string => (caseRule === 'i' ? string.toLowerCase() : string)
  const hay = fold(text)
  const needles = strings.map((string) => fold(string))
  const [first = ''] = needles
  // With a window, any start will do, as long as all follow in order inside it.
  const starts = within === undefined ? [0] : occurrences(hay, first)
  return starts.some((start) => {
    const window = within === undefined ? hay : hay.slice(start, start + within)
    const places = needles.map((needle) => window.indexOf(needle))
    return places.every((place, index) => place !== -1 && (index === 0 || place > (places[index - 1] ?? -1)))
  })
}
