/** Words beside a number, in the form that the grammar of the language asks for. */
import { formatNumber, localeOf } from '../locale.ts'

/** The forms that a language tells apart, by the plural rules of Unicode CLDR; a test compares them with those of Intl. */
type Forms = {
  readonly en: 'one' | 'other'
  readonly fr: 'one' | 'many' | 'other'
  readonly es: 'one' | 'many' | 'other'
  readonly ca: 'one' | 'many' | 'other'
  readonly it: 'one' | 'many' | 'other'
  readonly el: 'one' | 'other'
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
}

/**
 * A function that picks the form for a count and puts the number where the form has '#'. Every form of the language has to be given:
 * Romance languages have one for whole millions ("1 000 000 de personnes"), Arabic has six.
 */
export function counted<L extends keyof Forms>(language: L): (count: number, forms: Readonly<Record<Forms[L], string>>) => string {
  const rules = new Intl.PluralRules(localeOf(language))
  return (count, forms) => {
    const form = (forms as Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>)[rules.select(count)]
    if (form === undefined) throw new Error(`${language} has no form for ${count}`)
    return form.replace('#', () => formatNumber(count, language))
  }
}
