/** Checks the text of an export against a list of facts, by the matching rules of the facts file ("checks" and "text" in it). */
import fs from 'node:fs'

export type Fact = {
  readonly id: string
  readonly statement: string
  readonly must?: readonly string[]
  readonly must_ci?: readonly string[]
  readonly must_re?: readonly string[]
  readonly must_not_re?: readonly string[]
  /** [a, b, n, [x…]]: some a precedes b by at most n characters with none of x between. */
  readonly bind?: readonly (readonly [string, string, number, readonly string[]])[]
  /** [a, b, n]: some a and some b within n characters. */
  readonly near?: readonly (readonly [string, string, number])[]
  /** First occurrences in this order; with `within`, all inside one window of that many characters. */
  readonly order?: readonly string[]
  readonly within?: number
  readonly case?: 'i'
  /** Exact code points: only runs of space, tab and line ends are collapsed. */
  readonly raw?: readonly string[]
}

/** The facts of a facts file, as they apply to one format: a PDF has no characters for a no-break space, so there it is not asked for. */
export function readFacts(file: string, format: string): readonly Fact[] {
  const { facts } = JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly facts: readonly Fact[] }
  if (format !== 'pdf') return facts
  return facts.map(({ raw, ...fact }) => (raw === undefined ? fact : { ...fact, raw: raw.filter((part) => !part.includes('\u00a0')) }))
}

/** The facts that do not hold in `text`, as "F01 statement". */
export function missingFacts(facts: readonly Fact[], text: string): string[] {
  const folded = fold(text)
  const raw = text.replaceAll(/[ \t\r\n]+/g, ' ')
  return facts.filter((fact) => !holds(fact, folded, raw)).map(({ id, statement }) => `${id} ${statement}`)
}

function fold(text: string): string {
  return text.normalize('NFC').replaceAll('\u00AD', '').replaceAll(/\s+/g, ' ').replaceAll(/[‘’]/g, '\'').replaceAll(/[“”]/g, '"')
}

function holds(fact: Fact, text: string, raw: string): boolean {
  const lower = text.toLowerCase()
  return (fact.must ?? []).every((part) => text.includes(fold(part)))
    && (fact.must_ci ?? []).every((part) => lower.includes(fold(part).toLowerCase()))
    && (fact.must_re ?? []).every((part) => new RegExp(part, 'u').test(text))
    && (fact.must_not_re ?? []).every((part) => !new RegExp(part, 'u').test(text))
    && (fact.raw ?? []).every((part) => raw.includes(part))
    && (fact.near ?? []).every(([a, b, n]) => isNear(text, fold(a), fold(b), n))
    && (fact.bind ?? []).every(([a, b, n, between]) => isBound(text, fold(a), fold(b), n, between.map(fold)))
    && (fact.order === undefined || isOrdered(fact.case === 'i' ? lower : text, fact.order.map((part) => fold(fact.case === 'i' ? part.toLowerCase() : part)), fact.within))
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at)
  return places
}

function isNear(text: string, a: string, b: string, n: number): boolean {
  return placesOf(text, a).some((at) => placesOf(text, b).some((bt) => Math.max(bt - (at + a.length), at - (bt + b.length)) <= n))
}

function isBound(text: string, a: string, b: string, n: number, between: readonly string[]): boolean {
  return placesOf(text, a).some((at) => placesOf(text, b).some((bt) => {
    const from = at + a.length
    return bt >= from && bt - from <= n && !between.some((part) => text.slice(from, bt).includes(part))
  }))
}

function isOrdered(text: string, parts: readonly string[], within: number | undefined): boolean {
  const isRising = (places: readonly number[]) => places.every((place, index) => place >= 0 && (index === 0 || place > (places[index - 1] ?? 0)))
  if (within === undefined) return isRising(parts.map((part) => text.indexOf(part)))
  return placesOf(text, parts[0] ?? '').some((start) => {
    let from = start
    const places = parts.map((part) => {
      const place = text.indexOf(part, from)
      from = place + 1
      return place
    })
    return isRising(places) && (places.at(-1) ?? 0) - start <= within
  })
}
