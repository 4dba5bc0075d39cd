/** Abbreviations that a reader meets: those that somebody explained, and those in names such as "Intermediterranean Commission (IMC)". */
import type { Workshop } from '../model/workshop.ts'

export type Abbreviation = { readonly short: string; readonly long: string }

/** A single one in a name explains itself where it stands. */
const minFoundInNames = 2

const explained = /^\s*([^:=–]+?)\s*(?:[:=–]|\s-\s)\s*(\S.*?)\s*$/su
const inBrackets = /^(.*\S)\s*\((\p{Lu}[\p{L}\p{N}&.-]{1,11})\)\s*$/su

/** In alphabetical order of code points, each once; what somebody explained wins. */
export function abbreviationsOf({ details, people, organisations }: Workshop): readonly Abbreviation[] {
  const written = details.abbreviations.flatMap((entry): readonly Abbreviation[] => {
    const [, short, long] = explained.exec(entry) ?? []
    return short === undefined || long === undefined ? [{ short: entry, long: '' }] : [{ short, long }]
  })
  const names = [
    details.organisation, details.commission, details.body, details.host, ...people.map(({ organisation }) => organisation), ...organisations.map(({ name }) => name),
  ]
  const found = names.flatMap((name): readonly Abbreviation[] => {
    const [, long, short] = inBrackets.exec(name) ?? []
    return short === undefined || long === undefined ? [] : [{ short, long }]
  })
  const all = new Map([...found.toReversed(), ...written.toReversed()].map((abbreviation) => [abbreviation.short, abbreviation]))
  if (written.length === 0 && all.size < minFoundInNames) return []
  return [...all.values()].sort((a, b) => (a.short < b.short ? -1 : 1))
}
