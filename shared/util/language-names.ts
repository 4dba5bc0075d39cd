/** Names of languages in the language `locale`, by their tags; what somebody typed that is no tag ("français", "pt_BR") stays as it is. */
export function languageNamesIn(locale: string): (tag: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return (tag) => {
    try {
      return names.of(tag) ?? tag
    } catch {
      // Intl has no other way of saying that something is no tag.
      return tag
    }
  }
}
