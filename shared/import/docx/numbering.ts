/** Lists of Word: a paragraph names a list and a level, the list names its definition, the definition says how the level counts. */
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts'
import { toggleOf, valueOf } from './package.ts'
import { indentOf, numberOf } from './styles.ts'

export type ListLevel = {
  readonly kind: 'bullet' | 'number'
  /** As the `type` of an ordered list: a, A, i, I; null for plain numbers. */
  readonly type: string | null
  readonly start: number
  readonly indent: number | null
  /** Whether it shows its own number and no other, in digits or as `type` says. */
  readonly isPlain: boolean
}

const types: Readonly<Record<string, string>> = { lowerLetter: 'a', upperLetter: 'A', lowerRoman: 'i', upperRoman: 'I' }

type List = { readonly definition: XmlElement; readonly overrides: readonly XmlElement[]; readonly abstractId: string }

export class DocxNumbering {
  readonly #lists = new Map<string, List>()
  /** What each level of a definition has counted to. */
  readonly #counts = new Map<string, number[]>()
  readonly #restarted = new Set<string>()

  constructor(root: XmlElement | null) {
    const definitions = new Map(childrenOf(root, 'w:abstractNum').map((element) => [element.attributes['w:abstractNumId'] ?? '', element]))
    const byStyle = new Map(childrenOf(root, 'w:abstractNum').flatMap((element) => {
      const style = valueOf(element, 'w:styleLink')
      return style === null ? [] : [[style, element] as const]
    }))
    for (const element of childrenOf(root, 'w:num')) {
      const abstractId = valueOf(element, 'w:abstractNumId') ?? ''
      const named = definitions.get(abstractId)
      const definition = named && (byStyle.get(valueOf(named, 'w:numStyleLink') ?? '') ?? named)
      if (definition) this.#lists.set(element.attributes['w:numId'] ?? '', { definition, overrides: childrenOf(element, 'w:lvlOverride'), abstractId })
    }
  }

  /** How this level of this list counts; null when it shows nothing, or there is no such list. */
  level(numId: string, level: number): ListLevel | null {
    const list = this.#lists.get(numId)
    if (!list || numId === '0') return null
    const override = list.overrides.find(({ attributes }) => Number(attributes['w:ilvl']) === level)
    const own = childOf(override, 'w:lvl') ?? childrenOf(list.definition, 'w:lvl').find(({ attributes }) => Number(attributes['w:ilvl']) === level)
    const format = valueOf(own, 'w:numFmt') ?? 'decimal'
    if (format === 'none') return null
    return {
      kind: format === 'bullet' ? 'bullet' : 'number',
      type: types[format] ?? null,
      start: numberOf(valueOf(override, 'w:startOverride') ?? valueOf(own, 'w:start')) ?? 1,
      indent: indentOf(childOf(own, 'w:pPr')),
      isPlain: (format === 'decimal' || types[format] !== undefined) && toggleOf(own, 'w:isLgl') !== true && new RegExp(`^[^%]*%${level + 1}[^%]*$`).test(valueOf(own, 'w:lvlText') ?? ''),
    }
  }

  /** The number of the next item of this level, counted on from the last: lists go on after other text. */
  next(numId: string, level: number): number {
    const list = this.#lists.get(numId)
    const key = list?.abstractId ?? numId
    const counts = this.#counts.get(key) ?? []
    this.#counts.set(key, counts)
    const isFirst = list?.overrides.some((override) => Number(override.attributes['w:ilvl']) === level && childOf(override, 'w:startOverride') !== null) === true && !this.#restarted.has(`${numId}:${level}`)
    if (isFirst) this.#restarted.add(`${numId}:${level}`)
    const before = isFirst ? undefined : counts[level]
    const number = before === undefined ? (this.level(numId, level)?.start ?? 1) : before + 1
    counts.length = level
    counts[level] = number
    return number
  }
}
