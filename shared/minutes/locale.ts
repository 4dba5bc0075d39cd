/** How dates and numbers of a language are written, as a locale of Intl. */

/**
 * English of this product is British: "19 September", never "September 19". Arabic keeps the digits 0–9 (decision 0115) and counts
 * 24 hours: the numbers of outcomes, times that people typed and pages are written so too, and one page must not count in two ways.
 */
export function localeOf(language: string): string {
  switch (language) {
    case 'en':
      return 'en-GB'
    case 'ar':
      return 'ar-u-hc-h23-nu-latn'
    default:
      return language
  }
}

/** A whole number, grouped as the language does. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(value)
}
