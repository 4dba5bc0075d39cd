/** Styles of a Word file: what they are called, and whether they hide what has them. */
import { walkXml } from './walk-xml.ts'

export type DocxStyles = {
  /** In lower case; '' of a style that is not there. Programs make up their own ids and keep the names. */
  nameOf(id: string): string
  isHidden(id: string): boolean
  /** The list that it puts its paragraphs into, and the level in it: '' and -1 where it says nothing. '': the style of those that name none. */
  numberingOf(id: string): { readonly list: string; readonly level: number }
  /** Whether everything is hidden that has no style. */
  readonly isAllHidden: boolean
}

type Style = { name: string; basedOn: string; isHidden: boolean; isDefault: boolean; list: string; level: number }

export function readDocxStyles(xml: string): DocxStyles {
  const styles = new Map<string, Style>()
  let defaultParagraph = ''
  /** What no style names: the defaults of the document. */
  let style: Style = { name: '', basedOn: '', isHidden: false, isDefault: true, list: '', level: -1 }
  styles.set('', style)
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        if (name === 'style') styles.set(attribute('styleId'), (style = { name: '', basedOn: '', isHidden: false, isDefault: isOn(attribute('default'), false), list: '', level: -1 }))
        if (name === 'style' && attribute('type') === 'paragraph' && style.isDefault) defaultParagraph = attribute('styleId')
        if (name === 'name') style.name = attribute('val').toLowerCase()
        if (name === 'basedOn') style.basedOn = attribute('val')
        if (name === 'numId') style.list = attribute('val')
        if (name === 'ilvl') style.level = Number(attribute('val'))
        if (name === 'vanish' && isOn(attribute('val'))) style.isHidden = true
      },
    })
  }
  /** A style and those that it is based on. */
  const chain = (id: string): ReadonlySet<Style> => {
    const seen = new Set<Style>()
    for (let next = styles.get(id); next !== undefined && !seen.has(next); next = next.basedOn === '' ? undefined : styles.get(next.basedOn)) seen.add(next)
    return seen
  }
  const isHidden = (id: string): boolean => [...chain(id)].some((style) => style.isHidden)
  return {
    nameOf: (id) => styles.get(id)?.name ?? '',
    isHidden,
    numberingOf: (id) => {
      const own = [...chain(id === '' ? defaultParagraph : id)]
      return { list: own.find(({ list }) => list !== '')?.list ?? '', level: own.find(({ level }) => level !== -1)?.level ?? -1 }
    },
    isAllHidden: [...styles].some(([id, { isDefault }]) => isDefault && isHidden(id)),
  }
}

/** Word's on/off values; `whenEmpty` is what no value says. */
export function isOn(value: string, whenEmpty = true): boolean {
  return value === '' ? whenEmpty : !/^(?:0|false|off|none)$/.test(value)
}
